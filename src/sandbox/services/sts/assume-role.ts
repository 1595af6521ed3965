import { deflateRawSync } from 'node:zlib';
import { AssumeRole$, type AssumeRoleRequest, type AssumeRoleResponse } from '@aws-sdk/client-sts';
import { parsePolicy } from '../../../iam';
import type { Policy, RequestContext } from '../../../iam/types';
import { type Access, decide, denied } from '../../auth/authorization';
import { AwsError } from '../../aws-error';
import type { Input } from '../../protocols/protocol';
import { lastPart, parseArn } from '../../world/aws-arns';
import { createSession } from '../../world/credentials';
import { managedPolicy, viewOf } from '../../world/propagation';
import type { EntityView } from '../../world/world-model';
import { type Call, type Operation, operation } from '../operation';
import { checkPolicyDocument } from '../policy-grammar/policy-document';
import { lowerFirst, violations, violationText } from '../validate';
import { assumeRoleConstraints } from './sts-constraints';

const CHAINED_SECONDS = 3600;
/** Characters that inline and managed session policies may have together (STS API reference, PolicyArns). */
const PLAINTEXT = 2048;
const MFA_FAILED =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';

export const assumeRole: Operation = operation<AssumeRoleRequest, AssumeRoleResponse>(
  AssumeRole$,
  (call, input) => {
    const found = violations(assumeRole.shape, input as unknown as Input, assumeRoleConstraints);
    if (found.length > 0) throw new AwsError('ValidationError', violationText(found, lowerFirst));
    const arn = parseArn(input.RoleArn!);
    if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) {
      throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
    }
    const role = viewOf(call.world, input.RoleArn!);
    const tags = sessionTags(call, input);
    allow(call, input, role?.kind === 'role' ? role : undefined, arn.accountId, tags);
    // The sandbox has no MFA devices, so no code is right.
    if (input.SerialNumber !== undefined || input.TokenCode !== undefined) {
      throw new AwsError('AccessDenied', MFA_FAILED, 403);
    }
    const seconds = duration(call, input, role!);
    return issue(call, input, role!, tags, seconds);
  },
);

/** Evaluates both accounts' policies for each action of the request. A missing role is denied in the same words. */
function allow(
  call: Call,
  input: AssumeRoleRequest,
  role: EntityView | undefined,
  accountId: string,
  tags: SessionTags,
): void {
  const context = assumeRoleContext(call, input, role, tags);
  const actions = ['sts:AssumeRole'];
  if (tags.given.size > 0 || tags.inherited.size > 0) actions.push('sts:TagSession');
  if (context['sts:SourceIdentity'] !== undefined) actions.push('sts:SetSourceIdentity');
  for (const action of actions) {
    const access: Access = {
      action,
      resource: input.RoleArn!,
      resourceAccountId: accountId,
      // sts:ExternalId exists for AssumeRole alone (IAM condition keys of STS).
      context: action === 'sts:AssumeRole' ? context : without(context, 'sts:ExternalId'),
      trust: role?.trust ?? NO_TRUST,
    };
    const decision = decide(call, access);
    if (decision.verdict !== 'allowed' || !role) {
      const reason = role ? {} : { decidedBy: `there is no role ${input.RoleArn}` };
      throw denied(call, access, { ...decision, ...reason }, 'AccessDenied', 403);
    }
  }
}

const NO_TRUST = parsePolicy('trust policy of a role that does not exist', {
  Version: '2012-10-17',
  Statement: [],
});

function without(context: RequestContext, key: string): RequestContext {
  const { [key]: _, ...rest } = context;
  return rest;
}

interface SessionTags {
  given: Map<string, string>;
  /** Transitive tags of the calling session: the request cannot set them. */
  inherited: Map<string, string>;
  transitiveKeys: string[];
}

function sessionTags(call: Call, input: AssumeRoleRequest): SessionTags {
  const inherited = new Map(
    call.caller.transitiveTagKeys.map((key) => [key, call.caller.sessionTags.get(key) ?? ''] as const),
  );
  const given = new Map<string, string>();
  for (const { Key, Value } of input.Tags ?? []) {
    if (keyOf(Key!, [given]) !== undefined)
      throw new AwsError(
        'InvalidParameterValue',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    if (keyOf(Key!, [inherited]) !== undefined) {
      throw new AwsError(
        'InvalidParameterValue',
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      );
    }
    given.set(Key!, Value!);
  }
  const transitive = (input.TransitiveTagKeys ?? []).map((key) => keyOf(key, [given, inherited]));
  if (transitive.includes(undefined)) {
    throw new AwsError(
      'InvalidParameterValue',
      'The specified transitive tag key must be included in the requested tags.',
    );
  }
  const transitiveKeys = new Set([...inherited.keys(), ...(transitive as string[])]);
  return { given, inherited, transitiveKeys: [...transitiveKeys] };
}

/** The key as its tag spells it: keys are compared without regard to case. */
function keyOf(wanted: string, tags: readonly ReadonlyMap<string, string>[]): string | undefined {
  const keys = tags.flatMap((map) => [...map.keys()]);
  return keys.find((key) => key.toLowerCase() === wanted.toLowerCase());
}

function assumeRoleContext(
  call: Call,
  input: AssumeRoleRequest,
  role: EntityView | undefined,
  tags: SessionTags,
): RequestContext {
  const context: RequestContext = { 'sts:RoleSessionName': input.RoleSessionName! };
  if (input.ExternalId !== undefined) context['sts:ExternalId'] = input.ExternalId;
  const sourceIdentity = input.SourceIdentity ?? call.caller.sourceIdentity;
  if (sourceIdentity !== undefined) context['sts:SourceIdentity'] = sourceIdentity;
  const all = [...tags.inherited, ...tags.given];
  for (const [key, value] of all) context[`aws:RequestTag/${key}`] = value;
  if (all.length > 0) context['aws:TagKeys'] = all.map(([key]) => key);
  if (tags.transitiveKeys.length > 0) context['sts:TransitiveTagKeys'] = tags.transitiveKeys;
  for (const [key, value] of role?.tags ?? []) {
    context[`iam:ResourceTag/${key}`] = value;
    context[`aws:ResourceTag/${key}`] = value;
  }
  return context;
}

/** A session that assumes a role (role chaining) gets at most one hour, even if the role allows more. */
function duration(call: Call, input: AssumeRoleRequest, role: EntityView): number {
  const seconds = input.DurationSeconds ?? CHAINED_SECONDS;
  if (call.caller.kind === 'session' && seconds > CHAINED_SECONDS) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return seconds;
}

function issue(
  call: Call,
  input: AssumeRoleRequest,
  view: EntityView,
  tags: SessionTags,
  seconds: number,
): AssumeRoleResponse {
  const { world, caller } = call;
  const name = lastPart(input.RoleArn!);
  const sourceIdentity = caller.sourceIdentity ?? input.SourceIdentity;
  if (caller.sourceIdentity && input.SourceIdentity && caller.sourceIdentity !== input.SourceIdentity) {
    throw new AwsError('AccessDenied', 'The source identity of a session cannot be changed.', 403);
  }
  const role = world.accounts.get(view.accountId)?.roles.get(name.toLowerCase());
  if (role) role.lastUsed = { date: new Date(world.now()), region: call.scope.region };
  const PackedPolicySize = packedSize(input, tags);
  const key = createSession(
    world,
    { arn: input.RoleArn!, id: view.id, name, accountId: view.accountId },
    {
      sessionName: input.RoleSessionName!,
      expiresAt: world.now() + seconds * 1000,
      sessionPolicies: sessionPolicies(call, input, view),
      sessionTags: new Map([...tags.inherited, ...tags.given]),
      transitiveTagKeys: tags.transitiveKeys,
      sourceIdentity,
      assumedBy: caller.arn,
    },
  );
  return {
    Credentials: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
      Expiration: new Date(Math.floor(key.expiresAt! / 1000) * 1000),
    },
    AssumedRoleUser: { AssumedRoleId: key.caller.userId, Arn: key.caller.arn },
    SourceIdentity: sourceIdentity,
    PackedPolicySize,
  };
}

function sessionPolicies(call: Call, input: AssumeRoleRequest, role: EntityView): Policy[] {
  const size = [input.Policy, ...(input.PolicyArns ?? []).map(({ arn }) => arn)].join('').length;
  if (size > PLAINTEXT) {
    const percent = Math.ceil((size * 100) / PLAINTEXT);
    const text = `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
    throw new AwsError('PackedPolicyTooLarge', text);
  }
  const policies: Policy[] = [];
  if (input.Policy !== undefined) {
    checkPolicyDocument(input.Policy, 'session');
    policies.push(parsePolicy('session policy', input.Policy));
  }
  const account = call.world.accounts.get(role.accountId)!;
  for (const { arn } of input.PolicyArns ?? []) {
    const policy = arn === undefined ? undefined : managedPolicy(account, arn);
    if (!policy) throw new AwsError('PolicyNotFound', `Policy ${arn} does not exist or is not attachable.`);
    policies.push(policy);
  }
  return policies;
}

/**
 * The share of the limit that session policies and session tags use together, in percent; undefined without any.
 * AWS does not document its packed form: this one is deflated text.
 */
function packedSize(input: AssumeRoleRequest, tags: SessionTags): number | undefined {
  const arns = (input.PolicyArns ?? []).map(({ arn }) => arn);
  const parts = [input.Policy, ...arns, ...[...tags.inherited, ...tags.given].flat()].filter(Boolean);
  if (parts.length === 0) return undefined;
  const percent = Math.ceil((deflateRawSync(parts.join('\n')).length * 100) / PLAINTEXT);
  if (percent > 100) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      `Packed size of session tags consumes ${percent}% of allotted space.`,
    );
  }
  return percent;
}
