import type { VerifyReport } from '../types';

/** A note that concerns one or more accounts. */
export interface Line {
  text: string;
  /** Names of the accounts, cut after some. */
  accounts: string;
}

/** Observations; those with the same text are one line with all their accounts. */
export function observationLines({ observations }: VerifyReport): Line[] {
  return merged(observations, ({ what, result }) => `${what}: ${result}`);
}

/** Gaps; the same gap of several accounts is one line, and so are several probes with the same accounts and reason. */
export function gapLines({ notCovered }: VerifyReport): Line[] {
  const byReason = new Map<string, { probes: Set<string>; line: Line }>();
  for (const probe of new Set(notCovered.map((gap) => gap.probe))) {
    const own = notCovered.filter((gap) => gap.probe === probe);
    for (const line of merged(own, ({ why }) => why)) {
      const key = JSON.stringify(line);
      const known = byReason.get(key) ?? { probes: new Set(), line };
      known.probes.add(probe);
      byReason.set(key, known);
    }
  }
  return [...byReason.values()].map(({ probes, line }) => ({
    ...line,
    text: `${[...probes].join(', ')}: ${line.text}`,
  }));
}

/** One line for each probe: its first reason, and how many others there are. */
export function foldedGapLines({ notCovered }: VerifyReport): Line[] {
  return [...new Set(notCovered.map(({ probe }) => probe))].map((probe) => {
    const own = notCovered.filter((gap) => gap.probe === probe);
    const [first, ...others] = merged(own, ({ why }) => why);
    const more = others.length > 0 ? ` (and ${others.length} more like it: --all)` : '';
    return { text: `${probe}: ${first!.text}${more}`, accounts: first!.accounts };
  });
}

function merged<T extends { account: string }>(items: readonly T[], textOf: (item: T) => string): Line[] {
  const groups = new Map<string, Set<string>>();
  for (const item of items) {
    const text = textOf(item);
    groups.set(text, (groups.get(text) ?? new Set()).add(item.account));
  }
  return [...groups].map(([text, accounts]) => ({ text, accounts: namesText([...accounts]) }));
}

const NAMES_SHOWN = 6;

function namesText(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return more > 0 ? `${names.slice(0, NAMES_SHOWN).join(', ')} and ${more} more` : names.join(', ');
}
