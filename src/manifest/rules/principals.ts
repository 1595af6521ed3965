import { accountOfArn, parseArn } from '../../arns';
import { ASSUME_POLICY } from '../../names';
import { roleDefaults } from '../defaults';
import type { Draft, DraftSecondary, Issue } from '../draft';
import { parsePrincipal } from '../resolve/principals';
import type { ManifestPath } from '../types';
import { iamArns } from './arn-places';
import type { StageRule, StructureRule } from './rule';
import { nearest } from './suggested-fix';

interface Written {
  text: string;
  /** `role/PATH/NAME`, `user/PATH/NAME` or `sso/NAME`. */
  resource: string;
  path: ManifestPath;
}

function* principalsOf({ secondaries }: Draft): Generator<Written & { secondary: DraftSecondary }> {
  for (const secondary of secondaries) {
    const { principals } = secondary.value;
    if (!Array.isArray(principals)) continue;
    for (const [index, text] of principals.entries())
      if (text !== undefined)
        yield { secondary, text, resource: text, path: [...secondary.path, 'principals', index] };
  }
}

/** Roles and users in `verify.trustedPrincipals`. */
function trustedOf(draft: Draft): Written[] {
  return [...iamArns(draft)]
    .filter(({ use, resource }) => use === 'trusted' && /^(?:role|user)\//.test(resource))
    .map(({ arn, resource, path }) => ({ text: arn, resource, path }));
}

/** A text that stands where a principal belongs and is none. */
function principalArn(issue: Issue) {
  const inList = issue.path.at(-2) === 'principals' && issue.kind === 'pattern';
  return inList ? parseArn(String(issue.value)) : undefined;
}

function accountOf(issue: Issue, { raw }: Draft): string | undefined {
  return issue.path[0] === 'secondaries'
    ? raw.secondaries?.[String(issue.path[1])]?.accountId
    : '{accountId}';
}

/** One that a principal of IAM can have; groups and permission sets are no principals. */
const isRoleOrUser = (arn: ReturnType<typeof parseArn>) =>
  arn !== undefined &&
  /^(?:\d{12}|\{accountId\})$/.test(arn.accountId) &&
  /^(?:role|user|assumed-role)\//.test(arn.resource);

const isRoot = (issue: Issue) =>
  /^(?:role\/|user\/)?root$|^\d{12}$|^\*$/.test(String(issue.value)) ||
  principalArn(issue)?.resource === 'root';

/** Texts that the schema refuses as principals, each with what it should be. They stand before the general rules. */
export const principalFormRules: StructureRule[] = [
  {
    code: 'TD404',
    stage: 'structure',
    severity: 'error',
    title: 'root, or *, as a principal',
    meaning:
      'The root of an account stands for the whole account in a trust policy, and never assumes a role itself.',
    matches: (issue) => issue.path.at(-2) === 'principals' && issue.kind === 'pattern' && isRoot(issue),
    explain: ({ path, value }) => ({
      at: path,
      message: `${value} does not name who may send: a role, a user or a permission set does.`,
      fix: 'For everyone to whom the admins of that account give the policy, write "principals: account".',
    }),
  },
  {
    code: 'TD403',
    stage: 'structure',
    severity: 'error',
    title: 'assumed-role ARN',
    meaning: 'The ARN of a session (assumed-role) changes with every session; a trust policy names the role.',
    matches: (issue) =>
      issue.kind === 'pattern' &&
      ['principals', 'trustedPrincipals', 'assumeRoleArn'].some((key) =>
        issue.path.slice(-2).includes(key),
      ) &&
      /assumed-role\//.test(String(issue.value)),
    explain: ({ path, value }) => {
      const role = String(value).split('assumed-role/')[1]?.split('/')[0] || 'NAME';
      return {
        at: path,
        message: `${value} is a session, not a role.`,
        fix:
          path.at(-2) === 'principals'
            ? `Name the role: role/PATH/${role}, or sso/NAME for a permission set (AWSReservedSSO_NAME_...).`
            : `Name the role: arn:aws:iam::ACCOUNT:role/PATH/${role}.`,
      };
    },
  },
  {
    code: 'TD401',
    stage: 'structure',
    severity: 'error',
    title: 'principal written as an ARN',
    meaning:
      'Principals are roles and users of the secondary account: partition and account are known already.',
    matches: (issue, draft) => {
      const arn = principalArn(issue);
      return isRoleOrUser(arn) && arn?.accountId === accountOf(issue, draft);
    },
    explain: (issue) => ({
      at: issue.path,
      message: `${issue.value} is written as an ARN.`,
      fix: nearest(issue.path, principalArn(issue)?.resource ?? '')
        ? `Write ${nearest(issue.path, principalArn(issue)?.resource ?? '')}.`
        : 'Write role/PATH/NAME or user/PATH/NAME, without the rest of the ARN.',
    }),
  },
  {
    code: 'TD402',
    stage: 'structure',
    severity: 'error',
    title: 'principal of another account',
    meaning:
      'A trust policy admits principals of the secondary account only; one of another account never matches.',
    matches: (issue) => isRoleOrUser(principalArn(issue)),
    explain: (issue, draft) => {
      const account = accountOf(issue, draft);
      const own = account === undefined || account === '{accountId}' ? '' : `, not of ${account}`;
      return {
        at: issue.path,
        message: `${issue.value} is of account ${principalArn(issue)?.accountId}${own}.`,
        fix: 'List that account as a secondary of its own, or name a role of this one: role/PATH/NAME.',
      };
    },
  },
];

const ssoPath = /^\/aws-reserved\/sso\.amazonaws\.com\*?\/(?:[a-z]{2}[a-z-]*-\d\/|\*\/?)?$/;
const ssoName = /^(?:AWSReservedSSO_.*(?:_[0-9a-f]{16}|[?]{16}|[*])|[*].*)$/;
const isSsoRole = (name: string) => /^AWSReservedSSO_/i.test(name);

/** Out of the name of its role, `AWSReservedSSO_NAME_` and sixteen characters. */
function permissionSetOf(name: string): string {
  return /^(?:AWSReservedSSO_)?(.+?)(?:_(?:[0-9a-f]{16}|[?*]+))?$/i.exec(name)?.[1] ?? 'NAME';
}

/** A pattern that holds in every home Region, and for every suffix. */
function trustedFix(arn: string, set: string): string {
  const account = accountOfArn(arn);
  const name = /^[\w+=,.@-]+$/.test(set) ? set : 'NAME';
  const pattern = arn.replace(/:role\/.*$/, `:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${name}_*`);
  return account === '' || name === 'NAME' ? `Name the role: ${pattern}` : `Write "${pattern}".`;
}

function permissionSetFix(set: string): string {
  return /^[\w+=,.@-]{1,32}$/.test(set) && set !== 'NAME'
    ? `Write sso/${set}.`
    : 'Name each permission set: sso/NAME.';
}

function parsePrincipalName(text: string): { kind: string; path: string; name: string } {
  const principal = parsePrincipal(text);
  return principal.kind === 'sso' ? { kind: 'sso', path: '', name: principal.permissionSet } : principal;
}

const everyone = (text: string) => /^(?:role|user)\/[*?/]+$/.test(text);

/** Rules on who may send. */
export const principalRules: StageRule<'meaning'>[] = [
  {
    code: 'TD405',
    stage: 'meaning',
    severity: 'error',
    title: 'SSO role that cannot match',
    meaning:
      'Roles of IAM Identity Center lie under /aws-reserved/sso.amazonaws.com/, followed by its home Region unless that is us-east-1, and end in 16 characters that change.',
    *check(draft) {
      for (const { text, path, resource } of [...principalsOf(draft), ...trustedOf(draft)]) {
        const { kind, path: folder, name } = parsePrincipalName(resource);
        if (!(folder.startsWith('/aws-reserved/') || isSsoRole(name))) continue;
        const set = permissionSetOf(name);
        if (kind === 'role' && ssoPath.test(folder) && ssoName.test(name)) continue;
        yield {
          at: path,
          message: `${text} is not the form of a role of IAM Identity Center: it would match no role.`,
          fix:
            text === resource
              ? `${permissionSetFix(set)} The path with its home Region and the suffix are then added.`
              : trustedFix(text, set),
        };
      }
    },
  },
  {
    code: 'TD410',
    stage: 'meaning',
    severity: 'warning',
    title: 'SSO role without the home Region',
    meaning:
      'The path of a role of IAM Identity Center names its home Region, except for us-east-1. Without it, or with another, the trust policy matches no role.',
    *check(draft) {
      for (const { text, path, resource } of [...principalsOf(draft), ...trustedOf(draft)]) {
        const { kind, path: folder, name } = parsePrincipalName(resource);
        if (kind !== 'role' || folder !== '/aws-reserved/sso.amazonaws.com/' || !ssoName.test(name)) continue;
        yield {
          at: path,
          message: `${text} matches only if the home Region of IAM Identity Center is us-east-1: every other stands in the path.`,
          fix:
            text === resource
              ? `${permissionSetFix(permissionSetOf(name))} It matches whatever the home Region is.`
              : trustedFix(text, permissionSetOf(name)),
        };
      }
    },
  },
  {
    code: 'TD406',
    stage: 'meaning',
    severity: 'warning',
    title: 'pattern that admits everyone',
    meaning: 'In a trust policy * matches slashes as well: role/* is every role of the account.',
    *check(draft) {
      for (const { text, path, secondary } of principalsOf(draft))
        if (everyone(text))
          yield {
            at: path,
            message: `${text} admits every ${text.split('/')[0]} of secondary "${secondary.key}".`,
            fix: 'Name a path or a prefix (role/service/*), or write "principals: account" to say so plainly.',
          };
    },
  },
  {
    code: 'TD407',
    stage: 'meaning',
    severity: 'note',
    title: 'SSO role needs the policy from its permission set',
    meaning:
      'Terraform cannot attach a policy to a role of IAM Identity Center: the permission set refers to a customer managed policy by name and path. https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html',
    *check(draft) {
      for (const { text, path, secondary } of principalsOf(draft))
        if (text.startsWith('sso/') && !isSsoRole(text.slice(4)) && secondary.value.status !== 'removed')
          yield {
            at: path,
            message: `Permission set ${text.slice(4)} gets ${ASSUME_POLICY} by a customer managed policy reference, not by Terraform.`,
            fix: `Add the reference ${ASSUME_POLICY}, path ${secondary.value.rolePath ?? draft.raw.main?.role?.path ?? roleDefaults.path}, to the permission set.`,
          };
    },
  },
  {
    code: 'TD408',
    stage: 'meaning',
    severity: 'error',
    title: 'groups without users',
    meaning:
      'Groups hold users. Where no user is among the principals, the trust policy refuses all their members.',
    *check({ secondaries }) {
      for (const { key, path, value } of secondaries) {
        const groups = typeof value.assumePolicy === 'object' ? (value.assumePolicy.groups ?? []) : [];
        const { principals } = value;
        if (groups.length === 0 || !Array.isArray(principals)) continue;
        if (principals.some((text) => text?.startsWith('user/'))) continue;
        yield {
          at: [...path, 'assumePolicy', 'groups'],
          message: `Secondary "${key}" gives the policy to groups, but no user is among its principals.`,
          fix: 'Add the users (user/PATH/NAME, or a pattern such as user/team/*), or remove groups.',
          related: [{ at: [...path, 'principals'], message: 'roles only' }],
        };
      }
    },
  },
];
