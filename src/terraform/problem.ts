/** Something that cannot be evaluated, and therefore might allow more than is known. */
export interface Problem<Code extends string> {
  code: Code;
  stack: string;
  /** Empty if it is about the whole stack. */
  address: string;
  detail: string;
}

export type TerraformProblemCode = 'unsupported-part' | 'incomplete-plan';

/** `STACK: ADDRESS: DETAIL`, without the parts that are empty. */
export function problemText({ stack, address, detail }: Problem<string>): string {
  return [stack, address, detail].filter(Boolean).join(': ');
}
