import { accountRoot, parseArn } from '../../world/aws-arns';
import { viewOf } from '../../world/propagation';
import type { Account, World } from '../../world/world-model';
import { checkPolicyDocument, malformed } from '../policy-document';
import { checkTrustSize } from './quotas';

/**
 * A trust policy as IAM keeps it: its principals must exist, and roles and users are kept by their unique ID, so that
 * one that is deleted and made again is another (IAM User Guide, reference_policies_elements_principal).
 */
export function storeTrustPolicy(world: World, account: Account, document: string): string {
  checkPolicyDocument(document, 'trust');
  checkTrustSize(account, document);
  const policy = JSON.parse(document) as { Statement: unknown };
  for (const statement of [policy.Statement].flat() as Record<string, unknown>[]) {
    for (const element of ['Principal', 'NotPrincipal']) {
      if (statement[element] !== undefined) statement[element] = storePrincipals(world, statement[element]);
    }
  }
  return JSON.stringify(policy);
}

function storePrincipals(world: World, principal: unknown): unknown {
  if (principal === '*') return principal;
  if (typeof principal !== 'object' || principal === null || Array.isArray(principal)) {
    throw malformed('Invalid principal in policy.');
  }
  const stored = Object.entries(principal).map(([type, value]) => {
    const keep = kinds[type];
    if (!keep) throw malformed(`Invalid principal type in policy: "${type}"`);
    const values = [value].flat().map((one) => {
      if (typeof one !== 'string') throw malformed('Invalid principal in policy.');
      return keep(world, one);
    });
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
    const role = /^assumed-role\/([^/]+)\/[^/*]+$/.exec(arn.resource)?.[1];
    if (!role || !account.roles.has(role.toLowerCase())) throw invalid();
    return value;
  }
  // A role or user that was just made may not be seen yet.
  const view = arn.service === 'iam' ? viewOf(world, value) : undefined;
  if (!view) throw invalid();
  return view.id;
}
