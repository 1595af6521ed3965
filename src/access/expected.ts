import type { Channel, Manifest, Principal, Secondary } from '../manifest/types';

/**
 * What the manifest expects, computed from the manifest alone: the other side of every comparison. It shares no code
 * with the parts that generate or evaluate the policies, so that a mistake there cannot agree with itself.
 */
export type Expectation = 'allowed' | 'denied' | 'unknown';

/** A call of sts:AssumeRole on a sender role. `principal` is `role/PATH/NAME` or `user/PATH/NAME` of `accountId`. */
export interface AssumeRoleContext {
  accountId: string;
  principal: string;
  externalId?: string;
  organizationId?: string;
  tags?: boolean;
  sourceIdentity?: boolean;
}

const channelOf: Record<string, Channel> = {
  'sms-voice:SendTextMessage': 'sms',
  'sms-voice:SendMediaMessage': 'mms',
  'sms-voice:SendVoiceMessage': 'voice',
};

/** May this caller assume the role that `target` sends through? */
export function expectAssumeSender(manifest: Manifest, target: Secondary, asker: AssumeRoleContext): boolean {
  const shared = manifest.main.role.strategy === 'shared';
  const admitted = (shared ? manifest.secondaries : [target]).find(
    (secondary) => secondary.status === 'active' && secondary.accountId === asker.accountId,
  );
  if (!admitted) return false;
  const { organizationId } = manifest.main;
  const { externalId, sessionContext } = admitted;
  if (organizationId && !admitted.external && asker.organizationId !== organizationId) return false;
  if (
    externalId &&
    ![externalId.current, externalId.previous ?? externalId.current].includes(asker.externalId ?? '')
  )
    return false;
  if (asker.tags && !sessionContext.includes('tags') && !passesTags(manifest, admitted, asker.principal))
    return false;
  if (asker.sourceIdentity && !sessionContext.includes('sourceIdentity')) return false;
  return isAdmitted(manifest, admitted, asker.principal);
}

function isAdmitted(manifest: Manifest, secondary: Secondary, principal: string): boolean {
  if (secondary.principals === 'account') return true;
  if (hasVerifyRoles(manifest, secondary) && principal === verifierOf(secondary)) return true;
  return secondary.principals.some((listed) => isListed(listed, principal));
}

/**
 * A permission set's role: AWS adds the Region of the Identity Center to the path, and 16 characters to the name.
 * Only AWS creates roles below /aws-reserved/, so the rest of the path needs no check.
 */
function isListed(listed: Principal, principal: string): boolean {
  if (listed.kind === 'sso') {
    const [path, name] = splitLast(principal);
    return (
      /^role\/aws-reserved\/sso\.amazonaws\.com.*\/$/.test(path) &&
      name.length === `AWSReservedSSO_${listed.permissionSet}_`.length + 16 &&
      name.startsWith(`AWSReservedSSO_${listed.permissionSet}_`)
    );
  }
  const wanted = `${listed.kind}${listed.path}${listed.name}`;
  return listed.pattern ? matches(wanted, principal) : wanted === principal;
}

function splitLast(principal: string): [string, string] {
  const slash = principal.lastIndexOf('/') + 1;
  return [principal.slice(0, slash), principal.slice(slash)];
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

export function hasVerifyRoles(manifest: Manifest, secondary: Secondary): boolean {
  return (
    manifest.verify.roles === 'managed' && secondary.assumePolicy !== 'none' && secondary.status !== 'removed'
  );
}

export function verifierOf(secondary: Secondary): string {
  return `role${secondary.rolePath}TenDlcVerifier`;
}

/** May a session of the role that `secondary` sends through do this? */
export function isIntended(
  manifest: Manifest,
  secondary: Secondary,
  action: string,
  resource: string,
): boolean {
  const { main } = manifest;
  if (!isOpen(manifest, secondary)) return false;
  const channel = channelOf[action];
  const smsVoice = secondary.apis.includes('sms-voice');
  if (channel)
    return smsVoice && secondary.channels.includes(channel) && grants(manifest, secondary, resource);
  if (action === 'mobiletargeting:SendMessages') {
    return secondary.apis.includes('pinpoint') && resource === pinpointResource(manifest);
  }
  const media = `arn:${main.partition}:s3:::${main.mediaBucket}/`;
  return (
    action === 's3:GetObject' &&
    smsVoice &&
    secondary.channels.includes('mms') &&
    main.mediaBucket !== undefined &&
    resource.startsWith(media)
  );
}

/** A session under `shared` does not know which account it came from: a suspension does not end it. */
function isOpen(manifest: Manifest, secondary: Secondary): boolean {
  return manifest.main.role.strategy === 'shared' || secondary.status === 'active';
}

function grants({ main }: Manifest, secondary: Secondary, resource: string): boolean {
  const arns = (all: readonly { name: string; arn: string }[], names: readonly string[]): string[] =>
    all.filter(({ name }) => names.includes(name)).map(({ arn }) => arn);
  return [
    ...arns(main.numbers, secondary.numbers),
    ...arns(main.pools, secondary.pools),
    ...arns(main.configurationSets, secondary.configurationSets),
  ].includes(resource);
}

export function pinpointResource({ main }: Manifest): string | undefined {
  const { partition, region, accountId, pinpointApplicationId } = main;
  if (!pinpointApplicationId) return undefined;
  return `arn:${partition}:mobiletargeting:${region}:${accountId}:apps/${pinpointApplicationId}/messages`;
}

/** The permissions boundary that the manifest gives to the verify roles of an account. */
export function verifyBoundary({ main, verify }: Manifest, accountId: string): string | undefined {
  return accountId === main.accountId
    ? undefined
    : verify.permissionsBoundaryArn?.replaceAll('{accountId}', accountId);
}

/** May this ARN assume TenDlcVerifier or TenDlcOutsider? `also`: further actions that the call needs. */
export function isPipeline({ verify }: Manifest, arn: string, also: readonly string[] = []): boolean {
  return (
    verify.trustedPrincipals.some((pattern) => matches(pattern, arn)) &&
    also.every((action) => action === 'sts:TagSession' && verify.sessionContext.includes('tags'))
  );
}

/** The verifier passes on the tags of the pipeline's session. */
function passesTags(manifest: Manifest, secondary: Secondary, principal: string): boolean {
  return (
    manifest.verify.sessionContext.includes('tags') &&
    hasVerifyRoles(manifest, secondary) &&
    principal === verifierOf(secondary)
  );
}

const inspections: Record<string, string[]> = {
  'iam:SimulatePrincipalPolicy': ['role', 'user'],
};

/** TenDlcVerifier assumes its sender role, and asks IAM's simulator why that fails. */
export function expectVerifier(
  manifest: Manifest,
  secondary: Secondary,
  action: string,
  resource: string,
): boolean {
  const { partition, accountId } = manifest.main;
  const sender = `arn:${partition}:iam::${accountId}:role${secondary.rolePath}${secondary.roleName}`;
  const context = secondary.sessionContext.map((kind) =>
    kind === 'tags' ? 'sts:TagSession' : 'sts:SetSourceIdentity',
  );
  if (
    ['sts:AssumeRole', ...context, ...manifest.verify.sessionContext.map(() => 'sts:TagSession')].includes(
      action,
    )
  )
    return resource === sender;
  const own = `arn:${partition}:iam::${secondary.accountId}:`;
  return (inspections[action] ?? []).some((kind) => resource.startsWith(`${own}${kind}/`));
}

/** TenDlcOutsider may assume every sender role as far as its own policy goes, so that only the trust policy denies it. */
export function expectOutsider(
  { main, secondaries, verify }: Manifest,
  _: Secondary,
  action: string,
  resource: string,
): boolean {
  const tags = action === 'sts:TagSession' && verify.sessionContext.includes('tags');
  if (action !== 'sts:AssumeRole' && !tags) return false;
  const roles = `arn:${main.partition}:iam::${main.accountId}:role`;
  const paths = [main.role.path, ...secondaries.map(({ rolePath }) => rolePath)];
  const senders = secondaries.map(({ rolePath, roleName }) => `${roles}${rolePath}${roleName}`);
  return (
    senders.includes(resource) || paths.some((path) => path !== '/' && resource.startsWith(`${roles}${path}`))
  );
}
