import { accountOfArn } from '../../arns';
import { changesByProof, type ProvenChange } from '../agreement/changes';
import { documentPairs } from '../agreement/document-pairs';
import { compareDocuments, type Uncovered } from '../covers';
import { senderRoleArn } from '../implied-roles';
import type { Change } from '../model';
import type { Side } from './side';

/**
 * Statements that allow or deny something on one side only, by the covering relation. Examples of callers may miss
 * somebody; the relation does not. A statement is left out only if `explained`, the changes found by examples, already
 * say what it does: it has the form of a generated statement, and either both sides are as their manifests imply, or a
 * change of the same role or account is listed.
 */
export function statementChanges(before: Side, after: Side, explained: readonly Change[]): Change[] {
  const { changes, unknown } = changesByProof(before.model, after.model);
  const deviating = new Set([...deviatingDocuments(before), ...deviatingDocuments(after)]);
  const listed = new Set(explained.flatMap(subjectsOf));
  const placeOf = places(before, after);
  return [
    ...changes
      .filter(({ of, accountId, uncovered }) => {
        const said = listed.has(of) || (!isSender(of, after) && listed.has(accountId));
        return !(isGeneratedForm(uncovered) && (said || !deviating.has(of)));
      })
      .map((change) => statementChange(change, placeOf(change.of, change.accountId))),
    ...unknown.map(({ of, side, policy, reason }): Change => {
      const place = placeOf(of, accountOfArn(of) || of.slice(0, 12));
      const right = { kind: 'unreadable', policy, reason } as const;
      return {
        kind: side === 'found' ? 'gained' : 'lost',
        ...place,
        caller: { kind: 'callers' },
        right,
        api: '',
        role: '',
        before: side === 'found' ? 'denied' : 'unknown',
        after: side === 'found' ? 'unknown' : 'denied',
      };
    }),
    ...boundaryChanges(before, after, placeOf),
  ];
}

type PlaceOf = (of: string, accountId: string) => Pick<Change, 'account' | 'accountId'>;

/** A sender role is named after its secondary; anything else after the account that it is in. */
function places(before: Side, after: Side): PlaceOf {
  const secondaries = [before, after].flatMap(({ manifest }) =>
    manifest.secondaries.map((secondary) => ({ secondary, role: senderRoleArn(manifest, secondary) })),
  );
  const byRole = new Map(secondaries.map(({ secondary, role }) => [role, secondary]));
  const byAccount = new Map(secondaries.map(({ secondary }) => [secondary.accountId, secondary]));
  const { main } = after.manifest;
  return (of, accountId) => {
    const shared = after.manifest.main.role.strategy === 'shared';
    const secondary = (shared ? undefined : byRole.get(of)) ?? byAccount.get(accountId);
    if (secondary) return { account: secondary.key, accountId: secondary.accountId };
    return { account: accountId === main.accountId ? main.name : accountId, accountId };
  };
}

function isSender(of: string, { manifest }: Side): boolean {
  return accountOfArn(of) === manifest.main.accountId;
}

/** The roles and accounts that a change speaks of. */
function subjectsOf({ role, right, accountId }: Change): string[] {
  return [accountId, role, ...(right.kind === 'role' ? [right.before, right.after] : [])];
}

/** The documents that differ from what the side's manifest implies. */
function deviatingDocuments({ manifest, model }: Side): string[] {
  const { pairs } = documentPairs(manifest, model);
  const known = new Set(pairs.map(({ of }) => of));
  return [
    ...pairs
      .filter(({ implied, found, scope }) => {
        const { gains, losses, unknown } = compareDocuments(implied, found, scope);
        return gains.length + losses.length + unknown.length > 0;
      })
      .map(({ of }) => of),
    ...[...model.roles.keys(), ...model.managed.keys(), ...model.held.keys()].filter((of) => !known.has(of)),
  ];
}

const generatedActions = new Set(
  [
    'sts:AssumeRole',
    'sts:TagSession',
    'sts:SetSourceIdentity',
    'sms-voice:SendTextMessage',
    'sms-voice:SendMediaMessage',
    'sms-voice:SendVoiceMessage',
    'mobiletargeting:SendMessages',
    's3:GetObject',
    'iam:SimulatePrincipalPolicy',
  ].map((action) => action.toLowerCase()),
);
const ACCOUNT_ROOT = /^AWS (arn:aws[a-z-]*:iam::)?\d{12}(:root)?$/;
const CONCRETE_ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[^*?]/;
const generatedKeys = new Set(['aws:principalarn', 'sts:externalid', 'aws:principalorgid']);
const generatedOperators = new Set(['ArnLike', 'ArnEquals', 'StringEquals']);

/** Callers and requests of such a statement are among the examples that both sides are asked about. */
function isGeneratedForm(uncovered: Uncovered): boolean {
  const { effect, principals, actions, resources, conditions, unreadable } = uncovered;
  if (unreadable !== undefined) return false;
  if (effect === 'Deny') {
    const everyone =
      principals.length === 0 ? resources.every(isStar) : principals.every((one) => one === 'AWS *');
    return everyone && conditions.length === 0;
  }
  return (
    principals.every((principal) => ACCOUNT_ROOT.test(principal)) &&
    actions.every((action) => generatedActions.has(action.toLowerCase())) &&
    resources.every((resource) => CONCRETE_ARN.test(resource)) &&
    conditions.every(
      ({ operator, key, values }) =>
        generatedOperators.has(operator) &&
        generatedKeys.has(key.toLowerCase()) &&
        (key.toLowerCase() !== 'aws:principalarn' || values.every((value) => CONCRETE_ARN.test(value))),
    )
  );
}

const isStar = (text: string): boolean => text === '*';

function statementChange(
  { kind, of, document, uncovered }: ProvenChange,
  place: ReturnType<PlaceOf>,
): Change {
  const { policy, statement, effect, principals, actions, resources, conditions } = uncovered;
  const right = { kind: 'statement', effect, policy, statement, actions, resources, conditions } as const;
  const gained = kind === 'gained';
  return {
    kind,
    ...place,
    caller: document === 'trust' ? { kind: 'statement', principals } : { kind: 'holder', of },
    right,
    api: actions.join(', '),
    role: of.includes(':role/') ? of : '',
    before: gained ? 'denied' : 'allowed',
    after: gained ? 'allowed' : 'denied',
  };
}

/** A boundary limits a role: another one, or none, changes what the role may do. */
function boundaryChanges(before: Side, after: Side, placeOf: PlaceOf): Change[] {
  return [...after.model.roles.values()].flatMap((role) => {
    const earlier = before.model.roles.get(role.arn);
    if (!earlier || earlier.boundaryArn === role.boundaryArn) return [];
    const [was, is] = [earlier.boundaryArn ?? 'none', role.boundaryArn ?? 'none'];
    return [
      {
        kind: 'changed' as const,
        ...placeOf(role.arn, role.accountId),
        caller: { kind: 'callers' as const },
        right: { kind: 'boundary' as const, role: role.name, before: was, after: is },
        api: '',
        role: role.arn,
        before: was,
        after: is,
      },
    ];
  });
}
