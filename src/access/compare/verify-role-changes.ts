import { accountOfArn, iamArn } from '../../arns';
import type { Verdict } from '../../iam/types';
import type { Secondary } from '../../manifest/types';
import { OUTSIDER_ROLE } from '../../names';
import { Evaluator, rank } from '../evaluate/evaluator';
import { expectOutsider, expectVerifier } from '../expected';
import type { IamModel, PolicyDocument, RoleDocument } from '../iam-model';
import { exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import type { Change } from '../model';
import { exampleRequester } from '../questions/excess-permissions';
import type { Side } from './side';

/**
 * Access that is not sending: who may assume TenDlcVerifier, and what the verify roles and the holders of a managed
 * policy may do.
 */
export function verifyRoleChanges(before: Side, after: Side): Change[] {
  const sides: Pair<Side> = [before, after];
  const evaluators = pair(sides, ({ manifest, model }) => new Evaluator(manifest, model));
  const keys = new Map(
    sides.flatMap(({ manifest }) =>
      manifest.secondaries.map(({ accountId, key }) => [accountId, key] as const),
    ),
  );
  const secondaries = pair(
    sides,
    ({ manifest }) => new Map(manifest.secondaries.map((secondary) => [secondary.accountId, secondary])),
  );
  const arns = new Set(sides.flatMap(({ model }) => [...model.roles.keys(), ...model.managed.keys()]));
  return [...arns].flatMap((arn) => {
    const accountId = accountOfArn(arn);
    if (accountId === after.manifest.main.accountId) return [];
    const holders = pair(evaluators, ({ model }) => holderOf(model, arn));
    const name = (holders[1] ?? holders[0])!.name;
    const about: About = {
      account: keys.get(accountId) ?? accountId,
      accountId,
      caller: { kind: 'principal', label: name },
      role: '',
    };
    // Every sender role denies the outsider: assuming it opens nothing.
    const assuming =
      name === OUTSIDER_ROLE || arn.includes(':policy/')
        ? []
        : assumeChanges(evaluators, holders, about, name);
    const isNews = (change: RequestChange): boolean =>
      !isIntended(
        change,
        name,
        sides,
        pair(secondaries, (byId) => byId.get(accountId)),
      );
    return [...assuming, ...requestChanges(evaluators, holders, about).filter(isNews)];
  });
}

type Pair<T> = [before: T, after: T];
type About = Pick<Change, 'account' | 'accountId' | 'caller' | 'role'>;
type RequestChange = Change & { right: { kind: 'call' } };

function pair<From, To>([before, after]: Pair<From>, map: (item: From, side: 0 | 1) => To): Pair<To> {
  return [map(before, 0), map(after, 1)];
}

function assumeChanges(
  evaluators: Pair<Evaluator>,
  roles: Pair<RoleDocument | undefined>,
  about: About,
  name: string,
): Change[] {
  const examples = new Map(
    roles
      .flatMap((role) => (role ? exampleCallers(role.trust.text) : []))
      .map((example) => [example.written, example]),
  );
  return [...examples.values()].flatMap((example) => {
    const verdicts = pair(
      evaluators,
      (evaluator, side) =>
        evaluator.assume(exampleRequester(example, evaluator, example.context), roles[side]).verdict,
    );
    const caller = { kind: 'principal', label: example.written } as const;
    return compared(verdicts, { ...about, caller }, 'sts:AssumeRole', {
      kind: 'assume',
      role: name,
    } as const);
  });
}

function requestChanges(
  evaluators: Pair<Evaluator>,
  roles: Pair<RoleDocument | undefined>,
  about: About,
): RequestChange[] {
  const requests = new Map(
    roles
      .flatMap((role) => role?.policies ?? [])
      .flatMap(({ text }) => exampleRequests(text))
      .map((request) => [`${request.action} ${request.resource}`, request]),
  );
  return [...requests.values()].flatMap(({ action, resource }) => {
    const verdicts = pair(
      evaluators,
      (evaluator, side) => evaluator.act(roles[side], action, resource).verdict,
    );
    return compared(verdicts, about, action, { kind: 'call', action, resource } as const);
  });
}

/** The manifest intends these: the account that came or went says it already. */
function isIntended(
  { kind, right: { action, resource } }: RequestChange,
  name: string,
  [before, after]: Pair<Side>,
  [earlier, now]: Pair<Secondary | undefined>,
): boolean {
  const [{ manifest }, secondary] = kind === 'gained' ? [after, now] : [before, earlier];
  const expect = name === OUTSIDER_ROLE ? expectOutsider : expectVerifier;
  return secondary !== undefined && expect(manifest, secondary, action, resource);
}

function compared<Right extends Change['right']>(
  [before, after]: Pair<Verdict>,
  about: About,
  api: string,
  right: Right,
): (Change & { right: Right })[] {
  if (before === after) return [];
  return [{ kind: rank[after] > rank[before] ? 'gained' : 'lost', ...about, right, api, before, after }];
}

/** A managed policy is compared as if a role had it. */
function holderOf(model: IamModel, arn: string): RoleDocument | undefined {
  const policy = model.managed.get(arn);
  return policy ? holding(arn, policy) : model.roles.get(arn);
}

function holding(arn: string, policy: PolicyDocument): RoleDocument {
  const accountId = accountOfArn(arn);
  return {
    stack: '',
    address: '',
    accountId,
    name: `holder of ${policy.name}`,
    arn: iamArn(arn.split(':', 2)[1]!, accountId, 'role/holder'),
    trust: policy,
    policies: [policy],
  };
}
