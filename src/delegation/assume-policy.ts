import { iamArn } from '../arns';
import type { Manifest, Principal, Secondary } from '../manifest/types';
import { ASSUME_POLICY } from '../names';
import { policyDocument, sortedUnique } from './policy-document';
import { senderRoleArn } from './sender-role-arn';
import { sessionContextActions } from './trust-policy';
import type { AssumePolicy } from './types';

/** The managed policy of a secondary that lets its principals assume their role, and whom it is attached to. */
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

/** A pattern or a permission set has no one name that Terraform could attach to. */
function plainNames(principals: Secondary['principals'], kind: 'role' | 'user'): string[] {
  if (principals === 'account') return [];
  const named = (principal: Principal): string[] =>
    principal.kind === kind && !principal.pattern ? [principal.name] : [];
  return sortedUnique(principals.flatMap(named));
}
