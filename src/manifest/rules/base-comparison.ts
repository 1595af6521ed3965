import type { BaseAccount, BaseManifest } from '../base';
import type { RelatedPosition } from '../types';
import type { StageRule } from './rule';

function before(base: BaseManifest, { range }: BaseAccount, message: string): RelatedPosition {
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
          related: [before(base, account, 'it was here')],
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
          related: [before(base, account, 'it was here')],
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
          related: [before(base, account, 'it was here')],
        };
      }
    },
  },
];
