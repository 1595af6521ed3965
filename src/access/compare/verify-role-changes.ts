import type { Verdict } from '../../iam/types';
import { Evaluator, rank } from '../evaluate/evaluator';
import { expectOutsider, expectVerifier } from '../expected';
import type { IamModel, PolicyDocument, RoleDocument } from '../iam-model/index';
import { type ExampleCaller, exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import { exampleRequester } from '../questions/excess-permissions';
import type { Change } from './index';
import { doingText, may } from './labels';
import type { Side } from './side';

/**
 * What is not sending, and still access: who may become TenDlcVerifier or TenDlcOutsider, and what those two and
 * whoever has a policy that Terraform writes may do.
 */
export function holderChanges(before: Side, after: Side): Change[] {
  const sides = [before, after] as const;
  const judges = sides.map(({ manifest, documents }) => new Evaluator(manifest, documents)) as [
    Evaluator,
    Evaluator,
  ];
  const arns = new Set(
    sides.flatMap(({ documents }) => [...documents.roles.keys(), ...documents.managed.keys()]),
  );
  return [...arns].flatMap((arn) => {
    const holders = judges.map(({ documents }) => holderOf(documents, arn)) as Pair<RoleDocument | undefined>;
    const { main } = after.manifest;
    const holder = (holders[1] ?? holders[0])!;
    const subject = {
      account: accountOf(sides, holder.accountId),
      accountId: holder.accountId,
      principal: holder.name,
    };
    const sender = holder.accountId === main.accountId;
    // The outsider is refused by every sender: to become it opens nothing.
    const becoming =
      holder.name === 'TenDlcOutsider' || arn.includes(':policy/') ? [] : becomes(judges, holders, subject);
    return sender ? [] : [...becoming, ...meantLeftOut(does(judges, holders, subject), sides)];
  });
}

type About = Pick<Change, 'account' | 'accountId' | 'principal'>;
type Pair<T> = [before: T, after: T];

function becomes(judges: Pair<Evaluator>, roles: Pair<RoleDocument | undefined>, about: About): Change[] {
  const witnesses = new Map<string, ExampleCaller>();
  for (const role of roles)
    for (const witness of role ? exampleCallers(role.trust.text) : [])
      witnesses.set(witness.written, witness);
  return [...witnesses.values()].flatMap((witness) => {
    const verdicts = judges.map(
      (judge, side) => judge.assume(exampleRequester(witness, judge, witness.context), roles[side]).verdict,
    );
    return compared(
      verdicts as Pair<Verdict>,
      { ...about, principal: witness.written },
      'sts:AssumeRole',
      (kind) => `${about.account}: ${witness.written} ${may(kind)} become ${about.principal}`,
    );
  });
}

interface HolderChange extends Change {
  resource: string;
}

function does(judges: Pair<Evaluator>, roles: Pair<RoleDocument | undefined>, about: About): HolderChange[] {
  const grants = new Map(
    roles
      .flatMap((role) => role?.policies ?? [])
      .flatMap(({ text }) => exampleRequests(text))
      .map((grant) => [`${grant.action} ${grant.resource}`, grant]),
  );
  return [...grants.values()].flatMap(({ action, resource }) => {
    const verdicts = judges.map((judge, side) => judge.act(roles[side], action, resource).verdict);
    return compared(
      verdicts as Pair<Verdict>,
      about,
      action,
      (kind) => `${about.account}: ${about.principal} ${doingText(kind, action, resource)}`,
    ).map((change) => ({ ...change, resource }));
  });
}

function meantLeftOut(changes: HolderChange[], sides: readonly Side[]): Change[] {
  return changes.filter((change) => !isMeant(change, sides)).map(({ resource: _, ...change }) => change);
}

/** What the manifest means the holder to do is no news: the account that came or went says it. */
function isMeant(
  { kind, accountId, principal, api, resource }: HolderChange,
  sides: readonly Side[],
): boolean {
  const { manifest } = kind === 'gained' ? sides[1]! : sides[0]!;
  const secondary = manifest.secondaries.find((candidate) => candidate.accountId === accountId);
  const means = principal === 'TenDlcOutsider' ? expectOutsider : expectVerifier;
  return secondary !== undefined && means(manifest, secondary, api, resource);
}

function compared(
  [before, after]: Pair<Verdict>,
  about: About,
  api: string,
  text: (kind: 'gained' | 'lost') => string,
): Change[] {
  if (before === after) return [];
  const kind = rank[after] > rank[before] ? 'gained' : 'lost';
  return [{ kind, ...about, number: '', api, before, after, text: text(kind) }];
}

/** A managed policy as if a role had it. */
function holderOf(documents: IamModel, arn: string): RoleDocument | undefined {
  const policy = documents.managed.get(arn);
  return policy ? holding(arn, policy) : documents.roles.get(arn);
}

function holding(arn: string, policy: PolicyDocument): RoleDocument {
  const accountId = arn.split(':')[4]!;
  return {
    stack: '',
    address: '',
    accountId,
    name: `who has ${policy.name}`,
    arn: arn.replace(':policy/', ':role/'),
    trust: policy,
    policies: [policy],
  };
}

function accountOf(sides: readonly Side[], accountId: string): string {
  return (
    sides
      .flatMap(({ manifest }) => manifest.secondaries)
      .findLast((secondary) => secondary.accountId === accountId)?.key ?? accountId
  );
}
