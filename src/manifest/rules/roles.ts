import { roleDefaults } from '../defaults';
import type { Draft, DraftSecondary } from '../draft';
import { expandText } from '../draft/placeholders';
import { pathText, plural } from '../labels';
import { iamArns } from './arn-places';
import { repeated } from './repeated';
import type { Finding, StageRule } from './rule';

const hasPlaceholder = (name: string) => /\{account(?:Id)?\}/.test(name);

const strategyOf = ({ raw }: Draft) => raw.main?.role?.strategy ?? 'per-account';

/** The secondaries that have a role. A removed one has none. */
const withRole = ({ secondaries }: Draft) => secondaries.filter(({ value }) => value.status !== 'removed');

function roleNameOf(draft: Draft, { key, value }: DraftSecondary): string {
  const name = draft.raw.main?.role?.name ?? roleDefaults.names['per-account'];
  return value.roleName ?? expandText(name, { account: key, accountId: value.accountId });
}

/** The length of the longest key, which `{account}` becomes in a role name. */
const longestKey = ({ secondaries }: Draft) => Math.max(0, ...secondaries.map(({ key }) => key.length));

const agreed = ['numbers', 'pools', 'configurationSets', 'apis', 'channels'] as const;
const agreedDefaults: Record<string, string[]> = { apis: ['sms-voice'], channels: ['sms'] };

function setOf({ value }: DraftSecondary, key: (typeof agreed)[number]): string {
  return [...new Set<unknown>(value[key] ?? agreedDefaults[key] ?? [])].sort().join(', ');
}

/** Rules on the sender roles: names, strategy, sessions. */
export const roleRules: StageRule<'meaning'>[] = [
  {
    code: 'TD306',
    stage: 'meaning',
    severity: 'error',
    title: 'shared role, different permissions',
    meaning:
      'Under strategy shared all accounts use one role, so each account would get the permissions of all.',
    *check(draft) {
      if (strategyOf(draft) !== 'shared') return;
      const [first, ...others] = withRole(draft);
      if (!first) return;
      for (const other of others)
        for (const key of agreed)
          if (setOf(other, key) !== setOf(first, key))
            yield {
              at: [...other.path, key],
              message: `Secondary "${other.key}" has ${key}: [${setOf(other, key)}], "${first.key}" has [${setOf(first, key)}]; under strategy shared they must agree.`,
              fix: `Give both the same ${key} (write it in defaults), or use strategy per-account.`,
              related: [{ at: [...first.path, key], message: `secondary "${first.key}"` }],
            };
    },
  },
  {
    code: 'TD307',
    stage: 'meaning',
    severity: 'error',
    title: 'role name without {account}',
    meaning: 'Each secondary has its own role. Without {account} all roles would have the same name.',
    *check(draft) {
      const name = draft.raw.main?.role?.name;
      if (strategyOf(draft) === 'shared' || name === undefined || hasPlaceholder(name)) return;
      yield {
        at: ['main', 'role', 'name'],
        message: `The role name "${name}" lacks {account}: every secondary would have the same role.`,
        fix:
          name.length + longestKey(draft) < 64
            ? `Write "${name}-{account}", or set strategy: shared.`
            : 'Add {account} and shorten the rest, or set strategy: shared.',
      };
    },
  },
  {
    code: 'TD308',
    stage: 'meaning',
    severity: 'error',
    title: '{account} in the name of the shared role',
    meaning: 'Under strategy shared all accounts use one role, so its name cannot depend on the account.',
    *check(draft) {
      if (strategyOf(draft) !== 'shared') return;
      const name = draft.raw.main?.role?.name;
      if (name === undefined || !hasPlaceholder(name)) return;
      yield {
        at: ['main', 'role', 'name'],
        message: `The name "${name}" depends on the account, but strategy shared has one role for all.`,
        fix: 'Remove {account} from it, or use strategy per-account.',
      };
    },
  },
  {
    code: 'TD309',
    stage: 'meaning',
    severity: 'error',
    title: 'two roles with one name',
    meaning: 'A role name must be unique in its account. IAM ignores path and case when it compares names.',
    *check(draft) {
      const template = draft.raw.main?.role?.name;
      if (strategyOf(draft) === 'shared') return;
      // TD307 reports a template without {account}.
      const named = withRole(draft).filter(
        ({ value }) => value.roleName !== undefined || template === undefined || hasPlaceholder(template),
      );
      yield* repeated(
        named,
        (secondary) => roleNameOf(draft, secondary).toLowerCase(),
        ({ path }) => [...path, 'roleName'],
        (secondary, first) => ({
          message: `Role "${roleNameOf(draft, secondary)}" of secondary "${secondary.key}" is also the role of "${first.key}".`,
          fix: 'Give each its own roleName; IAM ignores case and path.',
        }),
      );
    },
  },
  {
    code: 'TD310',
    stage: 'meaning',
    severity: 'error',
    title: 'name of a wrong length',
    meaning:
      'IAM and STS limit the length of names. The limit applies after {account} and {accountId} are replaced.',
    *check(draft) {
      for (const secondary of withRole(draft)) yield* lengths(draft, secondary);
      yield* lengthsOfArns(draft);
    },
  },
  {
    code: 'TD311',
    stage: 'meaning',
    severity: 'warning',
    title: 'session longer than role chaining allows',
    meaning:
      'A caller that is a role session gets one hour at most, even if the role allows more. AWS rejects a request for more. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    *check(draft) {
      const duration = draft.raw.main?.role?.maxSessionDuration;
      if (duration === undefined || duration <= 3600) return;
      const chained = withRole(draft).filter(({ value }) => callersAreRoles(value.principals));
      if (chained.length === 0) return;
      yield {
        at: ['main', 'role', 'maxSessionDuration'],
        message: `Callers that are roles cannot get sessions of ${duration} seconds (role chaining: 3600 at most): ${plural(chained.length, 'secondary', 'secondaries')}, "${chained[0]!.key}" for one.`,
        fix: 'Leave it at 3600 unless callers are IAM users; callers must not request more than 3600.',
        related: [{ at: [...chained[0]!.path, 'principals'], message: 'callers that are roles' }],
      };
    },
  },
  {
    code: 'TD316',
    stage: 'meaning',
    severity: 'error',
    title: 'role name of an account under strategy shared',
    meaning:
      'Under strategy shared main.role names the one role, so tendlc would ignore the name in a secondary.',
    *check(draft) {
      if (strategyOf(draft) !== 'shared') return;
      for (const { key, path, value } of draft.secondaries)
        for (const name of ['roleName', 'rolePath'] as const)
          if (value[name] !== undefined)
            yield {
              at: [...path, name],
              part: 'key',
              message: `${name} of secondary "${key}" has no effect under strategy shared.`,
              fix: `Remove it; main.role.${name === 'roleName' ? 'name' : 'path'} names the shared role.`,
            };
    },
  },
  {
    code: 'TD317',
    stage: 'meaning',
    severity: 'warning',
    title: 'suspended under strategy shared',
    meaning:
      'A suspension removes the account from the trust policy of the shared role. Live sessions of that role do not say which account they came from, so they last until they expire.',
    *check(draft) {
      if (strategyOf(draft) !== 'shared') return;
      for (const { key, path, value } of draft.secondaries)
        if (value.status === 'suspended')
          yield {
            at: [...path, 'status'],
            message: `Secondary "${key}" gets no new sessions, but its live sessions can send until they expire (an hour at most for role callers).`,
            fix: 'Use strategy per-account if a suspension must stop live sessions.',
          };
    },
  },
];

function callersAreRoles(principals: DraftSecondary['value']['principals']): boolean {
  return Array.isArray(principals) ? principals.some((text) => text && !text.startsWith('user/')) : true;
}

/** Checks the names and paths in ARNs of the manifest, and the path of the sender roles. */
function* lengthsOfArns(draft: Draft): Generator<Finding> {
  const texts = [...iamArns(draft)].flatMap(({ path, resource }) => {
    const [kind, ...rest] = resource.split('/');
    const name = rest.pop() ?? '';
    const most = kind === 'policy' ? 128 : 64;
    return [
      { at: path, what: 'name', text: name, most },
      { at: path, what: 'path', text: `/${rest.join('/')}/`, most: 512 },
    ];
  });
  const own = draft.raw.main?.role?.path;
  if (own !== undefined) texts.push({ at: ['main', 'role', 'path'], what: 'path', text: own, most: 512 });
  for (const { at, what, text, most } of texts)
    if (text.length > most)
      yield {
        at,
        message: `The ${what} in ${pathText(at)} has ${plural(text.length, 'character')}; AWS accepts ${most} at most.`,
        fix: 'Correct it.',
      };
}

/** Limits of IAM and STS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function* lengths(draft: Draft, secondary: DraftSecondary): Generator<Finding> {
  const { key, path, value } = secondary;
  const externalIds =
    typeof value.externalId === 'string'
      ? { externalId: value.externalId }
      : {
          'externalId.current': value.externalId?.current,
          'externalId.previous': value.externalId?.previous,
        };
  const named: [string, string | undefined, number, number][] = [
    ['roleName', strategyOf(draft) === 'shared' ? undefined : roleNameOf(draft, secondary), 1, 64],
    ['rolePath', value.rolePath, 1, 512],
    ...Object.entries(externalIds).map(([at, text]): [string, string | undefined, number, number] => [
      at,
      text,
      2,
      1224,
    ]),
  ];
  const groups = typeof value.assumePolicy === 'object' ? (value.assumePolicy.groups ?? []) : [];
  for (const [index, group] of groups.entries()) named.push([`assumePolicy.groups.${index}`, group, 1, 128]);
  for (const [index, text] of (Array.isArray(value.principals) ? value.principals : []).entries()) {
    const [kind, ...rest] = (text ?? '').split('/');
    // TD405 reports a role's name in place of its permission set's.
    if (/^sso\/AWSReservedSSO_/i.test(text ?? '')) continue;
    // A permission set has 32 characters: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
    named.push([`principals.${index}`, rest.at(-1), 1, kind === 'sso' ? 32 : 64]);
  }
  for (const [at, text, least, most] of named) {
    if (text === undefined || (text.length >= least && text.length <= most)) continue;
    const steps = at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    yield {
      at: [...path, ...steps],
      message: `${steps[0]} of secondary "${key}" has ${plural(text.length, 'character')} ("${text.slice(0, 80)}"); AWS accepts ${least} to ${most}.`,
      fix:
        at === 'roleName' ? 'Shorten main.role.name, or give this secondary a roleName.' : 'Choose another.',
    };
  }
}
