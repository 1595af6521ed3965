import { OUTPUT_FOLDER, STACKS_FOLDER } from '../../output-layout';
import type { BaseAccount, BaseManifest } from '../base';
import type { Draft } from '../draft';
import { stackOf } from '../stack-of';
import type { ManifestPath, RelatedPosition } from '../types';
import type { StageRule } from './rule';

function related(base: BaseManifest, { range }: BaseAccount, message: string): RelatedPosition {
  return { message, file: base.file, range };
}

/** Rules on what has changed since an earlier manifest (`--base`). */
export const baseComparisonRules: StageRule<'base'>[] = [
  {
    code: 'TD701',
    stage: 'base',
    severity: 'error',
    title: 'entry that vanished',
    meaning:
      'Deleting an entry deletes its stack before Terraform could destroy what it made there: the state is orphaned, and in a shared stack Terraform stops with "Provider configuration not present".',
    *check({ draft, base }) {
      if (!draft.raw.secondaries) return;
      const keys = new Set(draft.secondaries.map(({ key }) => key));
      const ids = new Set(draft.secondaries.map(({ value }) => value.accountId));
      for (const account of base.accounts) {
        if (keys.has(account.key) || account.status === 'removed') continue;
        // Under another key it is still there, and that has a rule of its own.
        if (account.accountId !== undefined && ids.has(account.accountId)) continue;
        yield {
          at: ['secondaries'],
          part: 'key',
          id: account.key,
          message: `Secondary "${account.key}" (${account.accountId ?? 'no account ID'}) is ${account.status} in ${base.file} and gone here.`,
          fix: 'Keep the entry with "status: removed", apply, and delete it after.',
          related: [related(base, account, 'it was here')],
        };
      }
    },
  },
  {
    code: 'TD702',
    stage: 'base',
    severity: 'error',
    title: 'key that changed',
    meaning:
      'Role, policies, stack and state are named after the key: a new key is a new role, and the old stack is orphaned.',
    *check({ draft, base }) {
      for (const { key, path, value } of draft.secondaries) {
        const account = base.accounts.find(
          (other) => other.accountId === value.accountId && other.key !== key,
        );
        const kept = base.accounts.some((other) => other.key === key);
        if (!account || kept || value.accountId === undefined || account.status === 'removed') continue;
        yield {
          at: path,
          part: 'key',
          message: `Account ${value.accountId} is "${account.key}" in ${base.file} and "${key}" here.`,
          fix: `Keep the key ${account.key}, and set title: ${key} for people.`,
          related: [related(base, account, 'it was here')],
        };
      }
    },
  },
  {
    code: 'TD703',
    stage: 'base',
    severity: 'error',
    title: 'account ID that changed',
    meaning:
      'The state of this stack is about resources in the old account: Terraform would look for them in the new one.',
    *check({ draft, base }) {
      for (const { key, path, value } of draft.secondaries) {
        const account = base.accounts.find((other) => other.key === key);
        if (
          account?.accountId === undefined ||
          value.accountId === undefined ||
          account.accountId === value.accountId
        )
          continue;
        yield {
          at: [...path, 'accountId'],
          message: `Secondary "${key}" is account ${account.accountId} in ${base.file} and ${value.accountId} here.`,
          fix: `Add the new account under a key of its own, and set "status: removed" on "${key}".`,
          related: [related(base, account, 'it was here')],
        };
      }
    },
  },
  {
    code: 'TD704',
    stage: 'base',
    severity: 'note',
    title: 'base without a manifest that can be read',
    meaning:
      'There is nothing to compare with: a first manifest, or one that repairs a broken one. It forbids nothing.',
    *check({ base }) {
      if (base.unreadable === undefined) return;
      yield {
        message: `Nothing is compared with ${base.file}: ${base.unreadable}.`,
        fix: 'Nothing needs a change here. Name another revision with --base to compare with that.',
      };
    },
  },
  {
    code: 'TD705',
    stage: 'base',
    severity: 'error',
    title: 'account that leaves its stack',
    meaning:
      "The state of the stack that an account leaves still holds the account's resources. With a new stack name, Terraform would create them a second time and fail; with assumePolicy: none, nothing manages them any more.",
    *check({ draft, base }) {
      for (const secondary of draft.secondaries) {
        const { key, path, value } = secondary;
        const before = base.accounts.find(
          (other) => other.key === key && other.accountId === value.accountId,
        );
        const now = stackOf(secondary);
        if (!before?.stack || before.status === 'removed' || before.stack === now) continue;
        if (isRejected(draft, [...path, 'stack']) || isRejected(draft, [...path, 'assumePolicy'])) continue;
        const alone = base.accounts.filter(({ stack }) => stack === before.stack).length === 1;
        yield {
          at: [...path, now === undefined ? 'assumePolicy' : 'stack'],
          part: 'key',
          id: key,
          message: `Secondary "${key}" leaves stack ${before.stack}${now ? ` for ${now}` : ', and Terraform no longer manages it'}; the state of ${before.stack} still holds its resources.`,
          fix: now === undefined ? destroyFirst(before.stack, key) : moveState(before.stack, now, key, alone),
          related: [related(base, before, 'it was here')],
        };
      }
    },
  },
];

const isRejected = ({ rejected }: Draft, [, , key]: ManifestPath) =>
  key !== undefined && rejected(['defaults', key]);

/** The state is left with nothing in it, and then the stack can go. */
function destroyFirst(stack: string, key: string): string {
  return `Set "status: removed" on ${key}, apply stack ${stack}, and set assumePolicy: none after that.`;
}

/** The commands that take the account's resources from one state to another. The new stack must be synthesized. */
function moveState(from: string, to: string, key: string, alone: boolean): string {
  const folder = (stack: string) => `${OUTPUT_FOLDER}/${STACKS_FOLDER}/${stack}`;
  const filter = alone ? '' : ` | grep -e '-${key}'`;
  return [
    `Keep "stack: ${from}", or move the state before the next apply (initialize both stacks; keep the folder of ${from} until then):`,
    `terraform -chdir=${folder(from)} state pull > from.tfstate`,
    `terraform -chdir=${folder(to)} state pull > to.tfstate`,
    `terraform state list -state=from.tfstate${filter} | while read -r address; do terraform state mv -state=from.tfstate -state-out=to.tfstate "$address" "$address"; done`,
    `terraform -chdir=${folder(to)} state push "$PWD/to.tfstate"`,
    `terraform -chdir=${folder(from)} state push "$PWD/from.tfstate"`,
  ].join('\n');
}
