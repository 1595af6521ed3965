import type { Delegation, SecondaryDelegation } from '../src/delegation';
import type { Manifest } from '../src/manifest/types';
import { defaultStackName, MAIN_STACK } from '../src/names';

export interface StackPlan {
  name: string;
  /** Sorted by key. A removed secondary stays: Terraform needs its provider to destroy what it made. */
  secondaries: SecondaryDelegation[];
  /**
   * Whether the secondaries' providers have aliases: in every stack that can hold several accounts, even if it holds
   * one now. Terraform's state names a resource's provider. If aliases depended on the other accounts of the stack,
   * Terraform would destroy a removed account's resources with another provider, or could not.
   */
  aliases: boolean;
}

/** The stacks, main first, then by name. An account to which Terraform has no access has none. */
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
      aliases: secondaries.some(({ key }) => name !== defaultStackName(key)) || name === MAIN_STACK,
    }))
    .sort(
      (a, b) => Number(b.name === MAIN_STACK) - Number(a.name === MAIN_STACK) || (a.name < b.name ? -1 : 1),
    );
}
