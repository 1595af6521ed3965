import { accountRoot } from '../arns';
import type { Manifest, Secondary, SessionContext } from '../manifest/types';
import { policyDocument, type Statement } from './policy-document';
import { principalArn } from './principal-arn';
import type { PolicyJson } from './types';
import { hasVerifyRoles, passesTags, verifierArn } from './verify-roles';

/** The action that each kind of session context needs, in the trust policy and in the caller's policy. */
export const sessionContextActions = {
  tags: 'sts:TagSession',
  sourceIdentity: 'sts:SetSourceIdentity',
} satisfies Record<SessionContext, string>;

const suspended: Statement = {
  sid: 'Suspended',
  effect: 'Deny',
  principals: ['*'],
  actions: ['sts:AssumeRole'],
};

/** The trust policy of one secondary's own role. */
export function trustPolicy(manifest: Manifest, secondary: Secondary): PolicyJson {
  const statements = admit(manifest, secondary, '');
  return policyDocument(secondary.status === 'suspended' ? [...statements, suspended] : statements);
}

/** The trust policy of the one role that all secondaries share: active accounts only, in the order of their IDs. */
export function sharedTrustPolicy(manifest: Manifest): PolicyJson {
  const statements = manifest.secondaries
    .filter((secondary) => secondary.status === 'active')
    .sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
    .flatMap((secondary) => admit(manifest, secondary, secondary.accountId));
  return policyDocument(statements.length > 0 ? statements : [suspended]);
}

function admit(manifest: Manifest, secondary: Secondary, suffix: string): Statement[] {
  const { partition, organizationId } = manifest.main;
  const principals = [accountRoot(partition, secondary.accountId)];
  const arnLike = { 'aws:PrincipalArn': callers(manifest, secondary) };
  const organization = {
    'aws:PrincipalOrgID': organizationId && !secondary.external ? [organizationId] : [],
  };
  const externalIds = secondary.externalId
    ? [secondary.externalId.current, secondary.externalId.previous].filter((id) => id !== undefined)
    : [];

  const senders: Statement = {
    sid: `Senders${suffix}`,
    effect: 'Allow',
    principals,
    actions: ['sts:AssumeRole'],
    condition: { ArnLike: arnLike, StringEquals: { ...organization, 'sts:ExternalId': externalIds } },
  };
  // Statements of their own: sts:ExternalId exists for AssumeRole only and would never match here.
  const context: Statement = {
    sid: `SessionContext${suffix}`,
    effect: 'Allow',
    principals,
    actions: secondary.sessionContext.map((kind) => sessionContextActions[kind]),
    condition: { ArnLike: arnLike, StringEquals: organization },
  };
  const verifierTags: Statement = {
    sid: `VerifierTags${suffix}`,
    effect: 'Allow',
    principals,
    actions: [sessionContextActions.tags],
    condition: { ArnLike: { 'aws:PrincipalArn': [verifierArn(partition, secondary)] } },
  };
  return [
    senders,
    ...(secondary.sessionContext.length > 0 ? [context] : []),
    ...(passesTags(manifest) && hasVerifyRoles(manifest, secondary) ? [verifierTags] : []),
  ];
}

/** Empty: the whole account, and so the verifier too. */
function callers(manifest: Manifest, secondary: Secondary): string[] {
  if (secondary.principals === 'account') return [];
  const { partition } = manifest.main;
  const listed = secondary.principals.map((principal) =>
    principalArn(partition, secondary.accountId, principal),
  );
  return hasVerifyRoles(manifest, secondary) ? [...listed, verifierArn(partition, secondary)] : listed;
}
