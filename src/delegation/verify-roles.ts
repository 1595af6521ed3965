import { accountOfArn, accountRoot, iamArn } from '../arns';
import type { Manifest, Partition, Secondary } from '../manifest/types';
import { INLINE_POLICY, OUTSIDER_ROLE, terraformName, VERIFIER_ROLE } from '../names';
import { policyDocument } from './policy-document';
import type { InlinePolicy, PolicyJson, SenderRole, VerifyRole } from './types';

/** Terraform creates nothing in an account that is removed, or that it has no access to. */
export function hasManagedRoles(manifest: Manifest, secondary: Secondary): boolean {
  return (
    manifest.verify.roles === 'managed' && secondary.status !== 'removed' && secondary.assumePolicy !== 'none'
  );
}

export function verifierArn(partition: Partition, secondary: Secondary): string {
  return iamArn(partition, secondary.accountId, `role${secondary.rolePath}${VERIFIER_ROLE}`);
}

/** The role that may become a sender: the harness's own principal of the account. */
export function verifierRole(manifest: Manifest, secondary: Secondary): VerifyRole {
  return verifyRole(manifest, secondary, 'verifier', VERIFIER_ROLE, inspectPolicy(manifest, secondary));
}

/** The role that no trust admits although its own policy asks for every sender: only a trust can refuse it. */
export function outsiderRole(
  manifest: Manifest,
  secondary: Secondary,
  assumeAnySender: InlinePolicy,
): VerifyRole {
  return verifyRole(manifest, secondary, 'outsider', OUTSIDER_ROLE, assumeAnySender);
}

function verifyRole(
  manifest: Manifest,
  secondary: Secondary,
  kind: 'verifier' | 'outsider',
  name: string,
  inlinePolicy: InlinePolicy,
): VerifyRole {
  const boundary = manifest.verify.permissionsBoundaryArn;
  return {
    address: terraformName[kind](secondary.key),
    name,
    path: secondary.rolePath,
    arn: iamArn(manifest.main.partition, secondary.accountId, `role${secondary.rolePath}${name}`),
    // A boundary lives in the account it bounds: one line of the manifest stands for all of them.
    ...(boundary && { permissionsBoundaryArn: boundary.replaceAll('{accountId}', secondary.accountId) }),
    trustPolicy: pipelineTrust(manifest),
    inlinePolicy,
  };
}

/** Never bound to the organization: the pipeline may be outside of it. */
function pipelineTrust(manifest: Manifest): PolicyJson {
  const trusted = manifest.verify.trustedPrincipals;
  return policyDocument([
    {
      sid: 'Pipeline',
      effect: 'Allow',
      principals: trusted.map((arn) => accountRoot(manifest.main.partition, accountOfArn(arn))),
      actions: ['sts:AssumeRole'],
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
      actions: ['iam:GetRole', 'iam:GetUser', 'iam:SimulatePrincipalPolicy'],
      resources: ['role/*', 'user/*'].map((resource) => iamArn(partition, secondary.accountId, resource)),
    },
  ]);
  return { name: INLINE_POLICY.inspect, document };
}

/** The outsider's inline policy, the same in every account. */
export function assumeAnySenderPolicy(manifest: Manifest, senderRoles: readonly SenderRole[]): InlinePolicy {
  const { partition, accountId } = manifest.main;
  const document = policyDocument([
    {
      sid: 'AssumeAnySender',
      effect: 'Allow',
      actions: ['sts:AssumeRole'],
      // A role of its own path is a sender too; at the root path a pattern would mean every role of the account.
      resources: senderRoles.map((role) =>
        role.path === '/' ? role.arn : iamArn(partition, accountId, `role${role.path}*`),
      ),
    },
  ]);
  return { name: INLINE_POLICY.assumeAnySender, document };
}
