import type { RequestContext } from '../../iam/types';
import type { Call } from '../services/operation';
import { lastPart } from '../world/aws-arns';
import { viewOf } from '../world/propagation';
import type { Account } from '../world/world-model';

/**
 * The condition keys that AWS puts into every request (IAM User Guide, reference_policies_condition-keys).
 * The operation adds the keys of its action. aws:SecureTransport is true, although loopback has no TLS.
 */
export function requestContext(call: Call, resourceAccountId: string): RequestContext {
  const { caller, world, scope } = call;
  const now = new Date(world.now());
  const account = world.accounts.get(caller.accountId);
  const owner = world.accounts.get(resourceAccountId);
  const context: RequestContext = {
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '127.0.0.1',
    'aws:RequestedRegion': requestedRegion(account?.partition, scope),
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
    'aws:userid': caller.userId,
    'aws:ResourceAccount': resourceAccountId,
  };
  const agent = call.request.headers['user-agent'];
  if (agent) context['aws:UserAgent'] = agent;
  Object.assign(context, organizationKeys('Principal', account), organizationKeys('Resource', owner));
  if (caller.kind === 'user') context['aws:username'] = lastPart(caller.entityArn);
  if (caller.kind === 'session') {
    context['aws:TokenIssueTime'] = new Date(caller.issuedAt).toISOString();
    context['aws:MultiFactorAuthPresent'] = 'false';
  }
  if (caller.sourceIdentity) context['aws:SourceIdentity'] = caller.sourceIdentity;
  for (const [key, value] of principalTags(call)) context[`aws:PrincipalTag/${key}`] = value;
  return context;
}

/** A session's tag replaces its role's tag. Keys are compared without regard to case. */
function principalTags({ world, caller }: Call): Iterable<[string, string]> {
  const all = [...(viewOf(world, caller.entityArn)?.tags ?? []), ...caller.sessionTags];
  return new Map(all.map((tag) => [tag[0].toLowerCase(), tag])).values();
}

/** Every member account is directly below the root of its organization, whose ID is made up. */
export function organizationKeys(
  whose: 'Principal' | 'Resource',
  account: Pick<Account, 'organizationId'> | undefined,
): RequestContext {
  if (!account?.organizationId) return {};
  return {
    [`aws:${whose}OrgID`]: account.organizationId,
    [`aws:${whose}OrgPaths`]: [`${account.organizationId}/r-root/`],
  };
}

/** IAM has one Region in each partition, whatever Region the request was signed for (aws:RequestedRegion). */
const IAM_REGIONS: Record<string, string> = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1' };

function requestedRegion(partition = 'aws', { service, region }: Call['scope']): string {
  return (service === 'iam' ? IAM_REGIONS[partition] : undefined) ?? region;
}
