import { accountRoot, parseArn } from '../../world/aws-arns';
import { viewOf } from '../../world/propagation';
import type { Account, World } from '../../world/world-model';
import { isObject, malformed } from '../policy-grammar/malformed';
import { checkPolicyDocument } from '../policy-grammar/policy-document';
import { checkTrustSize } from './quotas';

/**
 * A trust policy as IAM stores it. Its principals must exist. Roles and users are stored by their unique ID, so a
 * recreated one is not trusted (IAM User Guide, reference_policies_elements_principal).
 */
export function storeTrustPolicy(world: World, account: Account, document: string): string {
  checkPolicyDocument(document, 'trust');
  checkTrustSize(account, document);
  const policy = JSON.parse(document) as { Statement: unknown };
  for (const statement of [policy.Statement].flat() as Record<string, unknown>[]) {
    const { Effect, Principal } = statement;
    if (Effect === 'Allow' || Principal !== '*') statement.Principal = storePrincipals(world, Principal);
  }
  return JSON.stringify(policy);
}

/** IAM refuses the bare `*` in a statement that allows. It accepts `{"AWS": "*"}`. */
function storePrincipals(world: World, principal: unknown): unknown {
  if (!isObject(principal) || Object.keys(principal).length === 0) {
    throw malformed('Invalid principal in policy.');
  }
  const stored = Object.entries(principal).map(([type, value]) => {
    const keep = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!keep) throw malformed(`Invalid principal type in policy: "${type}"`);
    const values = [value].flat().map((one) => {
      if (typeof one !== 'string') throw malformed('Invalid principal in policy.');
      return keep(world, one);
    });
    if (values.length === 0) throw malformed('Invalid principal in policy.');
    return [type, values.length === 1 ? values[0] : values];
  });
  return Object.fromEntries(stored);
}

const kinds: Record<string, (world: World, value: string) => string> = {
  AWS: storeAwsPrincipal,
  Service: (_, value) => {
    if (!/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|amazonaws\.eu)$/.test(value)) {
      throw malformed(`Invalid principal in policy: "SERVICE":"${value}"`);
    }
    return value;
  },
  Federated: (_, value) => {
    if (!/^(arn:[a-z-]+:iam::\d{12}:(oidc|saml)-provider\/.+|[a-z0-9.-]+\.[a-z]+)$/.test(value)) {
      throw malformed(`Invalid principal in policy: "FEDERATED":"${value}"`);
    }
    return value;
  },
  CanonicalUser: (_, value) => value,
};

function storeAwsPrincipal(world: World, value: string): string {
  const invalid = () => malformed(`Invalid principal in policy: "AWS":"${value}"`);
  if (value === '*') return value;
  if (/^(AROA|AIDA)[A-Z0-9]+$/.test(value)) {
    if (!world.arnById.has(value)) throw invalid();
    return value;
  }
  const accountId = /^\d{12}$/.test(value) ? value : parseArn(value)?.accountId;
  const account = world.accounts.get(accountId ?? '');
  if (!account) throw invalid();
  if (value === accountId) return accountRoot(account.partition, account.id);
  const arn = parseArn(value)!;
  if (arn.partition !== account.partition) throw invalid();
  if (arn.service === 'iam' && arn.resource === 'root') return value;
  if (arn.service === 'sts') {
    if (/^federated-user\/[^/*?]+$/.test(arn.resource)) return value;
    const role = /^assumed-role\/([^/]+)\/[^/*]+$/.exec(arn.resource)?.[1];
    if (!role || !account.roles.has(role.toLowerCase())) throw invalid();
    return value;
  }
  // Until its creation has propagated, a new role or user does not exist here.
  const view = arn.service === 'iam' ? viewOf(world, value) : undefined;
  if (!view) throw invalid();
  return view.id;
}
