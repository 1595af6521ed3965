import { accountOfArn, assumedRoleArn, iamArn, parseArn } from '../../arns';
import {
  type AccessRequest,
  authorize,
  decidedByText,
  explain,
  type Decision as IamDecision,
  type Policy,
  type PolicySet,
  type Principal,
  parsePolicy,
  type Reason,
  type RequestContext,
  type Verdict,
} from '../../iam';
import type { StatementRef } from '../../iam/types';
import type { Manifest } from '../../manifest/types';
import { verifyBoundary } from '../expected';
import type { IamModel, PolicyDocument, RoleDocument } from '../iam-model';
import { type RequestSet, requestsOf } from './request-set';

/** A verdict and the statement that decided. */
export interface Decision {
  verdict: Verdict;
  decidedBy: string;
  /** The statements that allow it; absent if the verdict is another. */
  statements?: readonly StatementRef[];
}

export interface Requester {
  principal: Principal;
  identity: Policy[];
  boundary?: Policy | 'unknown';
  context: RequestContext;
  /** Keys that this call lacks besides those that every call lacks. */
  absentKeys?: readonly string[];
  /** What the same call asks for besides sts:AssumeRole: sts:TagSession, sts:SetSourceIdentity. */
  also?: readonly string[];
}

interface Session {
  principal: Principal;
  permissions: PolicySet;
}

/**
 * Keys that these requests lack unless their context holds them. Every other key might be in a request: a source identity
 * of the caller's session (aws:SourceIdentity), tags that it inherits (sts:TransitiveTagKeys), an organization that the
 * manifest does not name (aws:PrincipalOrgID, aws:PrincipalOrgPaths). What tests such a key is unknown.
 */
const absentKeys = [
  'sts:ExternalId',
  'sts:SourceIdentity',
  'aws:TagKeys',
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:CalledVia',
];

/** Keys that a caller of an account in no organization lacks. */
export const organizationKeys = ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'];

export const allowEverything: Policy = parsePolicy(
  'a policy that allows everything',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
);

/** Stands in for the target role's trust policy. It allows every caller, so only the caller's own policies can deny. */
const trustEveryone: Policy = parsePolicy(
  'a trust policy that admits anyone',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:*"}}',
);

/** Evaluates calls to and by the roles of one IAM model. */
export class Evaluator {
  /** Policies that Terraform attaches to roles, users and groups that it does not create, by account. */
  readonly attachedTo: ReadonlyMap<string, PolicyDocument[]>;
  /** What a session of a sender role might request. */
  readonly requests: RequestSet;
  /** An account that the manifest does not name. */
  readonly unlistedAccount: string;
  private readonly boundaries = new Map<string, Policy>();
  private readonly sessions = new Map<RoleDocument, Session>();

  constructor(
    readonly manifest: Manifest,
    readonly model: IamModel,
  ) {
    this.attachedTo = attachedTo(model);
    this.requests = requestsOf(manifest);
    this.unlistedAccount = unlistedAccount(manifest);
    const boundary = manifest.main.role.permissionsBoundary;
    if (boundary?.document !== undefined) {
      this.boundaries.set(boundary.arn, parsePolicy('permissions boundary', boundary.document as object));
    }
  }

  /** May this caller assume the role? If the answer is not the `wanted` one, it says why each statement did not apply. */
  assume(caller: Requester, role: RoleDocument | undefined, wanted = false): Decision {
    if (!role) return { verdict: 'denied', decidedBy: 'there is no such role' };
    const policies = {
      identity: caller.identity,
      resource: role.trust.policy,
      ...(caller.boundary && { boundary: caller.boundary }),
    };
    let result: Decision | undefined;
    for (const action of ['sts:AssumeRole', ...(caller.also ?? [])]) {
      // sts:ExternalId is a key of sts:AssumeRole alone (Service Authorization Reference, STS).
      const { 'sts:ExternalId': externalId, ...context } = caller.context;
      const request = {
        action,
        resource: role.arn,
        resourceAccountId: role.accountId,
        principal: caller.principal,
        context: action === 'sts:AssumeRole' && externalId !== undefined ? caller.context : context,
        absentKeys: [...absentKeys, ...(caller.absentKeys ?? [])],
      };
      const decision = authorize(request, policies);
      const { verdict, reason } = decision;
      if (result && rank[verdict] >= rank[result.verdict]) continue;
      const words = decisionText(decision, 'the caller');
      const why = wanted && verdict !== 'allowed' ? whyNot(request, policies, reason, role.trust.name) : '';
      result = { verdict, decidedBy: words + why, ...allowedBy(decision) };
    }
    return result!;
  }

  /** May a session of the role do this? */
  act(role: RoleDocument | undefined, action: string, resource: string, wanted = false): Decision {
    if (!role) return { verdict: 'denied', decidedBy: 'there is no such role' };
    const { organizationId, region } = this.manifest.main;
    const { principal, permissions } = this.sessionFor(role);
    const request = {
      action,
      resource,
      resourceAccountId: ownerOf(resource) ?? role.accountId,
      principal,
      context: {
        'aws:RequestedRegion': parseArn(resource)?.region || region,
        'aws:SecureTransport': 'true',
        ...(organizationId && { 'aws:PrincipalOrgID': organizationId }),
      },
      absentKeys,
    };
    const policies = action.startsWith('sts:') ? { ...permissions, resource: trustEveryone } : permissions;
    const decision = authorize(request, policies);
    const { verdict, reason } = decision;
    const words = decisionText(decision, role.name);
    return {
      verdict,
      decidedBy: words + (wanted && verdict !== 'allowed' ? whyNot(request, policies, reason, '') : ''),
      ...allowedBy(decision),
    };
  }

  /** A session of the role and what it may do: the same for every question about it. */
  private sessionFor(role: RoleDocument): Session {
    const known = this.sessions.get(role);
    if (known) return known;
    const permissions = { identity: this.policiesOf(role), ...this.boundaryOf(role) };
    const session = { principal: sessionOf(role.arn, role.accountId), permissions };
    this.sessions.set(role, session);
    return session;
  }

  policiesOf(role: RoleDocument): Policy[] {
    return role.policies.map(({ policy }) => policy);
  }

  /** The manifest has no document of the verify roles' boundary: it is assumed to allow their actions. `problems` names any other boundary. */
  boundaryOf(role: RoleDocument): { boundary?: Policy | 'unknown' } {
    const { boundaryArn, accountId } = role;
    if (boundaryArn === undefined || boundaryArn === verifyBoundary(this.manifest, accountId)) return {};
    return { boundary: this.boundaries.get(boundaryArn) ?? 'unknown' };
  }
}

const ACCOUNT_ID = /^\d{12}$/;

/** An account field that is empty or has a wildcard does not say that the resource is in another account. */
function ownerOf(resource: string): string | undefined {
  const accountId = accountOfArn(resource);
  return ACCOUNT_ID.test(accountId) ? accountId : undefined;
}

function attachedTo({ roles, held }: IamModel): Map<string, PolicyDocument[]> {
  const made = new Set([...roles.values()].map(({ accountId, name }) => `${accountId}:role/${name}`));
  const attached = new Map<string, PolicyDocument[]>();
  for (const [holder, policies] of held) {
    if (made.has(holder)) continue;
    const accountId = holder.slice(0, holder.indexOf(':'));
    attached.set(accountId, [...(attached.get(accountId) ?? []), ...policies]);
  }
  return attached;
}

function unlistedAccount({ main, secondaries }: Manifest): string {
  const taken = new Set([main.accountId, ...secondaries.map(({ accountId }) => accountId)]);
  let candidate = 999_999_999_999;
  while (taken.has(String(candidate))) candidate--;
  return String(candidate);
}

function allowedBy({ verdict, decidedBy }: IamDecision): Pick<Decision, 'statements'> {
  return verdict === 'allowed' ? { statements: decidedBy } : {};
}

/** `decidedByText`, which does not say whose identity policies allow nothing. */
function decisionText(decision: IamDecision, whose: string): string {
  const { reason, decidedBy } = decision;
  if (reason.kind !== 'noAllow' || reason.side === 'boundary') return decidedByText(decision);
  if (reason.side === 'identity') return `no policy of ${whose} allows it`;
  return `no statement of ${decidedBy.map(({ policy }) => policy).join()} admits it`;
}

const SHOWN = 3;

/** For each Allow of the side that lacks one, what did not match: `Senders: condition sts:ExternalId: wanted …, had …`. */
function whyNot(request: AccessRequest, policies: PolicySet, reason: Reason, trust: string): string {
  if (reason.kind !== 'noAllow' && reason.kind !== 'unknown') return '';
  const ofTrust = reason.kind === 'noAllow' && reason.side === 'resource';
  const lines = explain(request, policies)
    .filter(({ effect, outcome }) => effect === 'Allow' && outcome !== 'matched')
    .filter(({ policy }) => reason.kind === 'unknown' || (policy === trust) === ofTrust)
    .map(({ statement, because }) => `${statement}: ${because}`);
  return lines.length > 0 ? ` (${lines.slice(0, SHOWN).join('; ')})` : '';
}

export const rank = { denied: 0, unknown: 1, allowed: 2 } satisfies Record<Verdict, number>;

/** Both steps must be allowed; the weaker one decides. */
export function both(first: Decision, second: Decision): Decision {
  if (first.verdict === 'allowed' && second.verdict === 'allowed') {
    return {
      verdict: 'allowed',
      decidedBy: `${first.decidedBy}; ${second.decidedBy}`,
      statements: [...(first.statements ?? []), ...(second.statements ?? [])],
    };
  }
  return rank[first.verdict] <= rank[second.verdict] ? first : second;
}

/** A session of a role: that is what calls, and what IAM knows it by (path left out of the session's ARN). */
export function sessionOf(roleArn: string, accountId: string): Principal {
  const [, partition] = roleArn.split(':', 2);
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    kind: 'session',
    arn: assumedRoleArn(partition!, accountId, name, 'session'),
    accountId,
    roleArn,
  };
}

/** `role/PATH/NAME` or `user/PATH/NAME` of an account, as a caller. */
export function principalOf(partition: string, accountId: string, text: string): Principal {
  const arn = iamArn(partition, accountId, text);
  return text.startsWith('user/') ? { kind: 'user', arn, accountId } : sessionOf(arn, accountId);
}
