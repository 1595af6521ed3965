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

/** Parses a text in `principals` that the schema rejects, if it is an ARN. */
function principalArn(issue: Issue) {
  const inList = issue.path.at(-2) === 'principals' && issue.kind === 'pattern';
  return inList ? parseArn(String(issue.value)) : undefined;
}

function accountOf(issue: Issue, { raw }: Draft): string | undefined {
  return issue.path[0] === 'secondaries'
    ? raw.secondaries?.[String(issue.path[1])]?.accountId
    : '{accountId}';
}

/** Whether the ARN is a role's, a user's or a session's. Groups and permission sets are not IAM principals. */
const isRoleOrUser = (arn: ReturnType<typeof parseArn>) =>
  arn !== undefined &&
  /^(?:\d{12}|\{accountId\})$/.test(arn.accountId) &&
  /^(?:role|user|assumed-role)\//.test(arn.resource);

const isRoot = (issue: Issue) =>
  /^(?:role\/|user\/)?root$|^\d{12}$|^\*$/.test(String(issue.value)) ||
  principalArn(issue)?.resource === 'root';

/** Rules on texts that the schema rejects as principals. They run before the general rules. */
export const principalFormRules: StructureRule[] = [
  {
    code: 'TD404',
    stage: 'structure',
    severity: 'error',
    title: 'root, or *, as a principal',
    meaning:
      'In a trust policy, the root of an account means the whole account. The root user itself cannot assume a role.',
    matches: (issue) => issue.path.at(-2) === 'principals' && issue.kind === 'pattern' && isRoot(issue),
    explain: ({ path, value }) => ({
      at: path,
      message: `${value} is not a role, a user or a permission set.`,
      fix: 'To let every principal send that the account\'s admins attach the policy to, write "principals: account".',
    }),
  },
  {
    code: 'TD403',
    stage: 'structure',
    severity: 'error',
    title: 'assumed-role ARN',
    meaning: 'The ARN of a session (assumed-role) differs for every session. A trust policy names the role.',
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
      'Principals are roles and users of the secondary account, so tendlc adds the partition and the account.',
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
      'A trust policy allows only principals of the secondary account. A principal of another account never matches.',
    matches: (issue) => isRoleOrUser(principalArn(issue)),
    explain: (issue, draft) => {
      const account = accountOf(issue, draft);
      const own = account === undefined || account === '{accountId}' ? '' : `, not of ${account}`;
      return {
        at: issue.path,
        message: `${issue.value} is of account ${principalArn(issue)?.accountId}${own}.`,
        fix: 'List that account as another secondary, or name a role of this one: role/PATH/NAME.',
      };
    },
  },
];

const ssoPath = /^\/aws-reserved\/sso\.amazonaws\.com\*?\/(?:[a-z]{2}[a-z-]*-\d\/|\*\/?)?$/;
const ssoName = /^(?:AWSReservedSSO_.*(?:_[0-9a-f]{16}|[?]{16}|[*])|[*].*)$/;
const isSsoRole = (name: string) => /^AWSReservedSSO_/i.test(name);

/** The permission set in its role's name, which is `AWSReservedSSO_NAME_` and sixteen characters. */
function permissionSetOf(name: string): string {
  return /^(?:AWSReservedSSO_)?(.+?)(?:_(?:[0-9a-f]{16}|[?*]+))?$/i.exec(name)?.[1] ?? 'NAME';
}

/** The fix for a trusted principal: a pattern that matches every home Region and every suffix. */
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
      'The path of a role of IAM Identity Center is /aws-reserved/sso.amazonaws.com/, followed by the home Region unless that is us-east-1. The name ends in 16 characters that change.',
    *check(draft) {
      for (const { text, path, resource } of [...principalsOf(draft), ...trustedOf(draft)]) {
        const { kind, path: folder, name } = parsePrincipalName(resource);
        if (!(folder.startsWith('/aws-reserved/') || isSsoRole(name))) continue;
        const set = permissionSetOf(name);
        if (kind === 'role' && ssoPath.test(folder) && ssoName.test(name)) continue;
        yield {
          at: path,
          message: `${text} does not have the form of a role of IAM Identity Center, so it would match no role.`,
          fix:
            text === resource
              ? `${permissionSetFix(set)} tendlc adds the path, the home Region and the suffix.`
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
      'The path of a role of IAM Identity Center names its home Region, except for us-east-1. Without the home Region, the trust policy matches no role.',
    *check(draft) {
      for (const { text, path, resource } of [...principalsOf(draft), ...trustedOf(draft)]) {
        const { kind, path: folder, name } = parsePrincipalName(resource);
        if (kind !== 'role' || folder !== '/aws-reserved/sso.amazonaws.com/' || !ssoName.test(name)) continue;
        yield {
          at: path,
          message: `${text} matches only if the home Region of IAM Identity Center is us-east-1. The path contains every other home Region.`,
          fix:
            text === resource
              ? `${permissionSetFix(permissionSetOf(name))} It matches every home Region.`
              : trustedFix(text, permissionSetOf(name)),
        };
      }
    },
  },
  {
    code: 'TD406',
    stage: 'meaning',
    severity: 'warning',
    title: 'pattern that allows every principal',
    meaning: 'In a trust policy * matches slashes too, so role/* means every role of the account.',
    *check(draft) {
      for (const { text, path, secondary } of principalsOf(draft))
        if (everyone(text))
          yield {
            at: path,
            message: `${text} allows every ${text.split('/')[0]} of secondary "${secondary.key}".`,
            fix: 'Name a path or a prefix (role/service/*), or write "principals: account" to say so.',
          };
    },
  },
  {
    code: 'TD407',
    stage: 'meaning',
    severity: 'note',
    title: 'SSO role needs the policy from its permission set',
    meaning:
      'Terraform cannot attach a policy to a role of IAM Identity Center. The permission set must refer to the customer managed policy by name and path. https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html',
    *check(draft) {
      for (const { text, path, secondary } of principalsOf(draft))
        if (text.startsWith('sso/') && !isSsoRole(text.slice(4)) && secondary.value.status !== 'removed')
          yield {
            at: path,
            message: `Permission set ${text.slice(4)} needs a customer managed policy reference to ${ASSUME_POLICY}; Terraform cannot attach it.`,
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
      'Groups contain only users. If principals lists no user, the trust policy denies all members of the groups.',
    *check({ secondaries }) {
      for (const { key, path, value } of secondaries) {
        const groups = typeof value.assumePolicy === 'object' ? (value.assumePolicy.groups ?? []) : [];
        const { principals } = value;
        if (groups.length === 0 || !Array.isArray(principals)) continue;
        if (principals.some((text) => text?.startsWith('user/'))) continue;
        yield {
          at: [...path, 'assumePolicy', 'groups'],
          message: `Secondary "${key}" attaches the policy to groups, but its principals list no user.`,
          fix: 'Add the users (user/PATH/NAME, or a pattern such as user/team/*), or remove groups.',
          related: [{ at: [...path, 'principals'], message: 'roles only' }],
        };
      }
    },
  },
];
