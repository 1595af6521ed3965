import type { Verdict } from '../iam/types';
import type { Manifest, Secondary } from '../manifest/types';
import { both, type Decision, Evaluator } from './evaluate/evaluator';
import { type Expectation, hasVerifyRoles, isIntended, verifyBoundary } from './expected';
import type { IamModel, RoleDocument } from './iam-model/index';
import { federatedPrincipals } from './iam-model/policy-examples';
import { unsupportedStatements } from './iam-model/unsupported-statements';
import { admittedCallers, assumePolicyChecks, grantedRequests } from './questions/excess-permissions';
import { type IamRequest, type RequestSet, requestsOf } from './questions/request-set';
import { type CallerCase, type TestCaller, testCallers } from './questions/test-callers';
import { undocumentedChecks } from './questions/undocumented';
import { unexpectedRoleChecks } from './questions/unexpected-roles';
import { verifyRoleChecks } from './questions/verify-roles';

/** One question and its answer; the line of `tendlc access --format json`. */
export interface AccessCheck {
  /** The secondary's key. */
  account: string;
  accountId: string;
  /** A number's name, `pool/NAME`, `configuration-set/NAME`, `unlisted`; empty where no number is meant. */
  number: string;
  /** `sms-voice` (SendTextMessage), `pinpoint` (SendMessages), else the action. */
  api: string;
  principal: string;
  /** What the call carries, and what is taken as given. */
  condition: string;
  /** ARN of the role that is assumed, or of what the action is for. */
  role: string;
  verdict: Verdict;
  expected: Expectation;
  /** The statement, as `POLICY/STATEMENT`, or words. */
  decidedBy: string;
  case:
    | CallerCase
    | 'assume-policy'
    | 'other-role'
    | 'other-holder'
    | 'pipeline'
    | 'verifier-policy'
    | 'outsider-policy';
}

export interface Matrix {
  cells: AccessCheck[];
  /** What the documents hold and nobody could judge. */
  problems: string[];
}

/** Every secondary, every number, pool and configuration set, everybody who may ask: what the policies answer. */
export function computeMatrix(manifest: Manifest, documents: IamModel): Matrix {
  const judge = new Evaluator(manifest, documents);
  const targets = requestsOf(manifest);
  const cells: AccessCheck[] = [];
  for (const secondary of manifest.secondaries) {
    if (secondary.status === 'removed') continue;
    senderChecks(judge, targets, secondary, cells);
    const arn = senderRoleArn(manifest, secondary);
    assumePolicyChecks(judge, secondary, arn, cells);
    verifyRoleChecks(judge, secondary, arn, cells);
  }
  unexpectedRoleChecks(judge, targets, cells);
  return {
    cells,
    problems: [
      ...documents.problems,
      ...unsupportedStatements(documents),
      ...boundaryProblems(manifest, documents),
      ...federations(documents),
    ],
  };
}

/** A boundary takes away: one that is missing or another leaves more, or less, than the manifest says. */
function boundaryProblems(manifest: Manifest, { roles }: IamModel): string[] {
  const implied = impliedRoles(manifest);
  return [...roles.values()].flatMap(({ arn, accountId, boundaryArn, stack, address }) => {
    const sender = accountId === manifest.main.accountId;
    const wanted = sender ? manifest.main.role.permissionsBoundary?.arn : verifyBoundary(manifest, accountId);
    if (!implied.has(arn) || boundaryArn === wanted) return [];
    const words = `its permissions boundary is ${boundaryArn ?? 'missing'}, and the manifest says ${wanted ?? 'none'}`;
    return [`${stack}: ${address}: ${words}`];
  });
}

/** Web identities and SAML come in by other actions than sts:AssumeRole: nothing here asks for them. */
function federations({ roles }: IamModel): string[] {
  return [...roles.values()].flatMap(({ stack, address, trust }) =>
    federatedPrincipals(trust.text).map(
      (federated) =>
        `${stack}: ${address}: its trust policy admits the federation ${federated}, which is not evaluated`,
    ),
  );
}

export function disagrees({ verdict, expected }: AccessCheck): boolean {
  return expected !== 'unknown' && verdict !== expected;
}

export function senderRoleArn(manifest: Manifest, secondary: Secondary): string {
  const { partition, accountId } = manifest.main;
  return `arn:${partition}:iam::${accountId}:role${secondary.rolePath}${secondary.roleName}`;
}

function senderChecks(
  judge: Evaluator,
  targets: RequestSet,
  secondary: Secondary,
  cells: AccessCheck[],
): void {
  const { manifest } = judge;
  const arn = senderRoleArn(manifest, secondary);
  const role = judge.documents.roles.get(arn);
  const answers = new SessionPermissions(judge, role, manifest, secondary);
  const refused = answers.to(grantedApis(targets, secondary));
  const all = answers.to([
    ...targets.text,
    ...targets.pinpoint,
    ...targets.media,
    ...targets.voice,
    ...targets.others,
    ...grantedRequests(role, targets),
  ]);
  const callers = [...testCallers(judge, secondary), ...admittedCallers(judge, secondary, role)];
  for (const caller of callers) {
    const admitted = judge.assume(caller, role, caller.expected === 'allowed');
    cells.push(assumeCheck(secondary, arn, caller, admitted));
    if (caller.assumeOnly) continue;
    for (const answer of caller.expected === 'denied' ? refused : all) {
      cells.push(sendCheck(secondary, arn, caller, answer, admitted));
    }
    if (caller === callers[0])
      undocumentedChecks(judge, targets, secondary, arn, caller, answers, admitted, cells);
  }
  if (secondary.status === 'suspended' && manifest.main.role.strategy === 'per-account') {
    for (const answer of all) cells.push(openSessionCheck(secondary, arn, answer));
  }
}

/** A caller that must be refused is asked with what the secondary itself may use: there a wrong trust shows. */
function grantedApis(targets: RequestSet, { apis, channels }: Secondary): IamRequest[] {
  const byChannel = { sms: targets.text, mms: targets.media, voice: targets.voice };
  const channel = channels[0];
  return [
    ...(apis.includes('sms-voice') && channel ? byChannel[channel] : []),
    ...(apis.includes('pinpoint') ? targets.pinpoint : []),
  ];
}

/** ARNs of the roles that the manifest implies. */
export function impliedRoles(manifest: Manifest): Set<string> {
  const present = manifest.secondaries.filter(({ status }) => status !== 'removed');
  const { partition, accountId, role } = manifest.main;
  const shared =
    role.strategy === 'shared' ? [`arn:${partition}:iam::${accountId}:role${role.path}${role.name}`] : [];
  const verify = present
    .filter((secondary) => hasVerifyRoles(manifest, secondary))
    .flatMap((secondary) =>
      ['TenDlcVerifier', 'TenDlcOutsider'].map(
        (name) => `arn:${partition}:iam::${secondary.accountId}:role${secondary.rolePath}${name}`,
      ),
    );
  return new Set([...shared, ...present.map((secondary) => senderRoleArn(manifest, secondary)), ...verify]);
}

export interface SessionPermission {
  target: IamRequest;
  judgement: Decision;
  expected: boolean;
}

/** What a session of the role may do, asked once for each action and resource. */
export class SessionPermissions {
  private readonly known = new Map<string, SessionPermission>();

  constructor(
    private readonly judge: Evaluator,
    private readonly role: RoleDocument | undefined,
    private readonly manifest: Manifest,
    private readonly secondary: Secondary,
  ) {}

  to(targets: readonly IamRequest[]): SessionPermission[] {
    return targets.map((target) => this.one(target));
  }

  one(target: IamRequest): SessionPermission {
    const { action, resource } = target;
    const key = `${action} ${resource}`;
    const known = this.known.get(key);
    if (known) return known.target === target ? known : { ...known, target };
    const expected = isIntended(this.manifest, this.secondary, action, resource);
    const judgement = this.judge.act(this.role, action, resource, expected);
    const answer = { target, judgement, expected };
    this.known.set(key, answer);
    return answer;
  }
}

function sendCheck(
  secondary: Secondary,
  role: string,
  caller: TestCaller,
  answer: SessionPermission,
  admitted: Decision,
): AccessCheck {
  const { target, judgement } = answer;
  const { verdict, decidedBy } = admitted === judgement ? admitted : both(admitted, judgement);
  return {
    account: secondary.key,
    accountId: secondary.accountId,
    number: target.number,
    api: target.api,
    principal: caller.label,
    condition: caller.condition,
    role,
    verdict,
    expected: answer.expected ? caller.expected : 'denied',
    decidedBy,
    case: caller.case,
  };
}

/** Becoming the sender is a right of its own, whatever the role may do then. */
function assumeCheck(
  secondary: Secondary,
  role: string,
  caller: TestCaller,
  admitted: Decision,
): AccessCheck {
  const target = { number: '', api: 'sts:AssumeRole', action: 'sts:AssumeRole', resource: role };
  return sendCheck(secondary, role, caller, { target, judgement: admitted, expected: true }, admitted);
}

/** A session that was there before the suspension: past the trust, only the role's own policies refuse it. */
function openSessionCheck(
  secondary: Secondary,
  role: string,
  { target, judgement }: SessionPermission,
): AccessCheck {
  return {
    account: secondary.key,
    accountId: secondary.accountId,
    number: target.number,
    api: target.api,
    principal: 'open session',
    condition: 'a session opened before the suspension',
    role,
    ...judgement,
    expected: 'denied',
    case: 'open-session',
  };
}
