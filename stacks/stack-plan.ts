import type { Delegation, SecondaryDelegation } from '../src/delegation';
import type { Manifest } from '../src/manifest/types';

/** The stack of the main account's roles; secondaries may name it as theirs. */
export const MAIN_STACK = 'main';

export interface StackPlan {
  name: string;
  /** Sorted by key. A removed secondary is still there: Terraform needs its provider to destroy what it made. */
  secondaries: SecondaryDelegation[];
  /** More than one account: the secondaries' providers need aliases. */
  aliases: boolean;
}

/** Which stacks there are, main first, then by name. An account without Terraform's access has none. */
export function stackPlans(manifest: Manifest, delegation: Delegation): StackPlan[] {
  const withoutAccess = new Set(
    manifest.secondaries.filter(({ assumePolicy }) => assumePolicy === 'none').map(({ key }) => key),
  );
  const stacks = new Map<string, SecondaryDelegation[]>([[MAIN_STACK, []]]);
  for (const secondary of delegation.secondaries) {
    if (withoutAccess.has(secondary.key)) continue;
    const members = stacks.get(secondary.stack);
    if (members) members.push(secondary);
    else stacks.set(secondary.stack, [secondary]);
  }
  return [...stacks]
    .map(([name, secondaries]) => ({
      name,
      secondaries,
      aliases: name === MAIN_STACK || secondaries.length > 1,
    }))
    .sort(
      (a, b) => Number(b.name === MAIN_STACK) - Number(a.name === MAIN_STACK) || (a.name < b.name ? -1 : 1),
    );
}
