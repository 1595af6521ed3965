import { accountOfArn } from '../../arns';
import { isObject, type JsonObject, listOf, stringOf } from '../../terraform/json';
import type { PolicyDocument } from '.';
import { statementsOf } from './policy-examples';

/** The accounts whose principals this trust policy might admit; all of them if it does not name accounts exactly. */
export function mightAdmit<Account extends { accountId: string }>(
  trust: PolicyDocument,
  accounts: readonly Account[],
): Account[] {
  const named = trustedAccounts(trust);
  return named === 'any' ? [...accounts] : accounts.filter(({ accountId }) => named.has(accountId));
}

/** Account IDs in the Allow statements' principals; `any` if one is a wildcard, negated or unreadable. */
export function trustedAccounts({ text }: PolicyDocument): Set<string> | 'any' {
  if (text === '') return 'any';
  const named = new Set<string>();
  for (const statement of statementsOf(text)) {
    if (statement.Effect !== 'Allow') continue;
    for (const account of accountsOf(statement)) {
      if (account === 'any') return 'any';
      named.add(account);
    }
  }
  return named;
}

function accountsOf({ Principal, NotPrincipal }: JsonObject): string[] {
  if (NotPrincipal !== undefined || Principal === '*') return ['any'];
  if (!isObject(Principal)) return [];
  return listOf(Principal.AWS).map((value) => {
    const text = stringOf(value) ?? '*';
    if (/^\d{12}$/.test(text)) return text;
    const account = accountOfArn(text);
    return /^\d{12}$/.test(account) ? account : 'any';
  });
}
