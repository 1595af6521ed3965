import { parseArn } from '../../arns';
import { VERIFIER_ROLE } from '../../names';
import { hasVerifyRoles, roleDefaults } from '../defaults';
import type { Draft, DraftSecondary } from '../draft';
import { suggestion } from '../labels';
import type { StageRule } from './rule';

/** `*` and `?` as ArnLike reads them; no `:` stands in a path or a name. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}

/** The verifier is admitted by every trust of a manifest whose verify roles are managed. */
function verifierOf({ raw }: Draft, { value }: DraftSecondary): string[] {
  const path = value.rolePath ?? raw.main?.role?.path ?? roleDefaults.path;
  return hasVerifyRoles(raw.verify) ? [`role${path}${VERIFIER_ROLE}`] : [];
}

export const testAsRules: StageRule<'meaning'>[] = [
  {
    code: 'TD409',
    stage: 'meaning',
    severity: 'error',
    title: 'testAs role that is not a principal',
    meaning:
      'verify would assume a role that the trust policy denies: every probe of this account would fail.',
    *check(draft) {
      for (const secondary of draft.secondaries) {
        const { key, path, value } = secondary;
        const arn = value.testAs?.assumeRoleArn;
        const parts = arn === undefined ? undefined : parseArn(arn);
        const admitted = Array.isArray(value.principals)
          ? value.principals.filter((text) => text !== undefined)
          : ['role/*'];
        if (!parts || value.accountId === undefined || value.principals === undefined) continue;
        // Nothing can assume a permission set's role, whether it is a principal or not: another rule says so.
        if (/\/AWSReservedSSO_/i.test(parts.resource)) continue;
        const at = [...path, 'testAs', 'assumeRoleArn'];
        if (parts.accountId !== value.accountId)
          yield {
            at,
            message: `testAs of secondary "${key}" becomes a role of account ${parts.accountId}, not of ${value.accountId}.`,
            fix: 'Name a role of the secondary account that is among its principals.',
            related: [{ at: [...path, 'accountId'], message: 'the account' }],
          };
        else if (
          ![...admitted, ...verifierOf(draft, secondary)].some((text) => matches(text, parts.resource))
        ) {
          const meant = suggestion(parts.resource, admitted);
          yield {
            at,
            message: `testAs of secondary "${key}" becomes ${parts.resource}, which its principals do not admit.`,
            fix: meant
              ? `Did you mean ${meant}? Else add it to principals.`
              : 'Add it to principals, or name a role that is there.',
            related: [{ at: [...path, 'principals'], message: 'who is admitted' }],
          };
        }
      }
    },
  },
];
