import { iamArn } from '../arns';
import type { Manifest, Principal, Secondary } from '../manifest/types';
import { ASSUME_POLICY } from '../names';
import { policyDocument, sortedUnique } from './policy-document';
import { senderRoleArn } from './sender-role-arn';
import { sessionContextActions } from './trust-policy';
import type { AssumePolicy } from './types';

/** The managed policy with which a secondary's principals assume their role, and the principals that get it. */
export function assumePolicy(manifest: Manifest, secondary: Secondary): AssumePolicy {
  const { rolePath, sessionContext } = secondary;
  const settings = secondary.assumePolicy;
  const managed = settings !== 'none';
  const attachTo = managed && settings.attach ? secondary.principals : [];
  return {
    name: ASSUME_POLICY,
    path: rolePath,
    arn: iamArn(manifest.main.partition, secondary.accountId, `policy${rolePath}${ASSUME_POLICY}`),
    document: policyDocument([
      {
        sid: 'AssumeSender',
        effect: 'Allow',
        actions: ['sts:AssumeRole', ...sessionContext.map((kind) => sessionContextActions[kind])],
        resources: [senderRoleArn(manifest, secondary)],
      },
    ]),
    managed,
    roles: plainNames(attachTo, 'role'),
    users: plainNames(attachTo, 'user'),
    groups: managed ? sortedUnique(settings.groups) : [],
  };
}

/** Terraform can attach a policy to a plain name only, not to a pattern or a permission set. */
function plainNames(principals: Secondary['principals'], kind: 'role' | 'user'): string[] {
  if (principals === 'account') return [];
  const named = (principal: Principal): string[] =>
    principal.kind === kind && !principal.pattern ? [principal.name] : [];
  return sortedUnique(principals.flatMap(named));
}
