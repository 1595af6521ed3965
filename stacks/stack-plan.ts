import type { Delegation, SecondaryDelegation } from '../src/delegation';
import type { Manifest } from '../src/manifest/types';

/** The stack of the main account's roles; secondaries may name it as theirs. */
export const MAIN_STACK = 'main';

export interface StackPlan {
  name: string;
  /** Sorted by key. A removed secondary is still there: Terraform needs its provider to destroy what it made. */
  secondaries: SecondaryDelegation[];
  /**
   * Whether the secondaries' providers have aliases: in every stack that can hold several accounts, also while it
   * holds one. Terraform's state names a resource's provider: were the alias to come and go with the neighbours, an
   * account that is removed meanwhile would be destroyed by another provider, or by none.
   */
  aliases: boolean;
}

/** A secondary's stack where it names none (src/manifest, `stack`). */
const ownStack = (key: string) => `secondary-${key}`;

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
      aliases: secondaries.some(({ key }) => name !== ownStack(key)) || name === MAIN_STACK,
    }))
    .sort(
      (a, b) => Number(b.name === MAIN_STACK) - Number(a.name === MAIN_STACK) || (a.name < b.name ? -1 : 1),
    );
}
