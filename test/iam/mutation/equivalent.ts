/** Mutants that change nothing anyone can see. `from` and `to` as the source has them; `to` left out: any. */
export interface Equivalent {
  file: string;
  from: string;
  to?: string;
  why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
