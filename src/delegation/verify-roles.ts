import { accountOfArn, accountRoot, iamArn } from '../arns';
import type { Manifest, Partition, Secondary } from '../manifest/types';
import { INLINE_POLICY, OUTSIDER_ROLE, terraformName, VERIFIER_ROLE } from '../names';
import { policyDocument } from './policy-document';
import { senderRoleArn } from './sender-role-arn';
import type { InlinePolicy, PolicyJson, SenderRole, VerifyRole } from './types';

/** Terraform creates nothing in an account that is removed, or to which it has no access. */
export function hasVerifyRoles(manifest: Manifest, secondary: Secondary): boolean {
  return (
    manifest.verify.roles === 'managed' && secondary.status !== 'removed' && secondary.assumePolicy !== 'none'
  );
}

export function verifierArn(partition: Partition, secondary: Secondary): string {
  return iamArn(partition, secondary.accountId, `role${secondary.rolePath}${VERIFIER_ROLE}`);
}

/** The pipeline's sessions carry transitive tags: each AssumeRole on its way then needs `sts:TagSession` on both sides. */
export function passesTags({ verify }: Manifest): boolean {
  return verify.sessionContext.includes('tags');
}

/** The role that every sender role admits: `verify` assumes it in each account. */
export function verifierRole(manifest: Manifest, secondary: Secondary): VerifyRole {
  return verifyRole(manifest, secondary, 'verifier', VERIFIER_ROLE, {
    inlinePolicy: inspectPolicy(manifest, secondary),
    senders: [senderRoleArn(manifest, secondary)],
  });
}

/** The role whose own policy allows it to assume every sender role, so that only a trust policy can deny it. */
export function outsiderRole(
  manifest: Manifest,
  secondary: Secondary,
  senders: readonly string[],
): VerifyRole {
  return verifyRole(manifest, secondary, 'outsider', OUTSIDER_ROLE, {
    inlinePolicy: assumeAnySenderPolicy(senders),
    senders,
  });
}

interface VerifyRolePolicies {
  inlinePolicy: InlinePolicy;
  /** Sender roles that it passes its tags to. */
  senders: readonly string[];
}

function verifyRole(
  manifest: Manifest,
  secondary: Secondary,
  kind: 'verifier' | 'outsider',
  name: string,
  { inlinePolicy, senders }: VerifyRolePolicies,
): VerifyRole {
  const boundary = manifest.verify.permissionsBoundaryArn;
  return {
    address: terraformName[kind](secondary.key),
    name,
    path: secondary.rolePath,
    arn: iamArn(manifest.main.partition, secondary.accountId, `role${secondary.rolePath}${name}`),
    // A boundary is in the account that it bounds: one line of the manifest stands for all of them.
    ...(boundary && { permissionsBoundaryArn: boundary.replaceAll('{accountId}', secondary.accountId) }),
    trustPolicy: pipelineTrust(manifest),
    inlinePolicy,
    ...(passesTags(manifest) && { tagSessionPolicy: tagSessionPolicy(senders) }),
  };
}

/** Never bound to the organization: the pipeline may be outside it. */
function pipelineTrust(manifest: Manifest): PolicyJson {
  const trusted = manifest.verify.trustedPrincipals;
  return policyDocument([
    {
      sid: 'Pipeline',
      effect: 'Allow',
      principals: trusted.map((arn) => accountRoot(manifest.main.partition, accountOfArn(arn))),
      actions: ['sts:AssumeRole', ...(passesTags(manifest) ? ['sts:TagSession'] : [])],
      condition: { ArnLike: { 'aws:PrincipalArn': trusted } },
    },
  ]);
}

function inspectPolicy(manifest: Manifest, secondary: Secondary): InlinePolicy {
  const { partition } = manifest.main;
  const document = policyDocument([
    {
      sid: 'Inspect',
      effect: 'Allow',
      actions: ['iam:SimulatePrincipalPolicy'],
      resources: ['role/*', 'user/*'].map((resource) => iamArn(partition, secondary.accountId, resource)),
    },
  ]);
  return { name: INLINE_POLICY.inspect, document };
}

/** Never part of TenDlcAssumeSender: the listed principals carry that policy too. */
function tagSessionPolicy(senders: readonly string[]): InlinePolicy {
  const document = policyDocument([
    { sid: 'TagSession', effect: 'Allow', actions: ['sts:TagSession'], resources: senders },
  ]);
  return { name: INLINE_POLICY.tagSession, document };
}

function assumeAnySenderPolicy(senders: readonly string[]): InlinePolicy {
  const document = policyDocument([
    { sid: 'AssumeAnySender', effect: 'Allow', actions: ['sts:AssumeRole'], resources: senders },
  ]);
  return { name: INLINE_POLICY.assumeAnySender, document };
}

/**
 * Every sender role, by its path. A role with a path of its own is a sender role too; at the root path a pattern would
 * match every role of the account.
 */
export function anySender(manifest: Manifest, senderRoles: readonly SenderRole[]): string[] {
  const { partition, accountId } = manifest.main;
  return senderRoles.map((role) =>
    role.path === '/' ? role.arn : iamArn(partition, accountId, `role${role.path}*`),
  );
}
