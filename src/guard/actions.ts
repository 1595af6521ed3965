import { asText, listOf, objectOf, stringOf } from '../terraform/json';
import type { ResourceChange } from '../terraform/plan';
import type { Resource } from '../terraform/resources';
import { isOurType } from './attributes';
import type { Findings } from './findings';
import type { Expectations } from './resources';

const harmless = new Set(['no-op', 'create', 'update', 'delete,create', 'create,delete']);

/** What Terraform would do to a resource that the manifest implies. False where there is nothing planned to look at. */
export function checkActions(
  change: ResourceChange,
  resource: Resource,
  expectations: Expectations,
  findings: Findings,
): boolean {
  const { address, raw } = change;
  const actions = change.actions.join(',');
  const { importing } = objectOf(raw.change);
  if (raw.deposed !== undefined)
    findings.add(
      'resource-extra',
      address,
      `It has a deposed object (${asText(raw.deposed)}) from an apply that failed.`,
    );
  if (raw.previous_address !== undefined)
    findings.add('moved', address, `Its state would be taken over from ${asText(raw.previous_address)}.`);
  if (importing !== undefined && !isImported(address, importing, expectations)) {
    findings.add('imported', address, 'It would be adopted, and the manifest does not say so.');
  }
  if (change.actions.includes('forget')) {
    findings.add('forgotten', address, 'Terraform would forget it and leave it in AWS as it is.');
    return false;
  }
  if (actions === 'delete') {
    const live = isLive(resource.accountId, stringOf(resource.values.name), change.type, expectations);
    findings.add(
      live ? 'role-destroyed' : 'resource-destroyed',
      address,
      'Terraform would destroy it, and the manifest implies it.',
    );
    return false;
  }
  if (!harmless.has(actions)) {
    findings.add(
      'resource-differs',
      address,
      `Terraform would do something that is not known here: ${actions || 'nothing'}.`,
    );
    return false;
  }
  if (
    actions.includes('delete') &&
    isLive(resource.accountId, stringOf(resource.values.name), change.type, expectations)
  ) {
    findings.add(
      'role-replaced',
      address,
      `Terraform would destroy it and make it anew (${asText(raw.action_reason ?? 'no reason given')}) while its secondary is active.`,
    );
  }
  return true;
}

/** A change of something that the manifest does not imply: it may only go away, and only if nobody needs it. */
export function checkUnexpected(
  change: ResourceChange,
  expectations: Expectations,
  findings: Findings,
): void {
  const { address, type, before, actions } = change;
  if (change.raw.module_address !== undefined) {
    findings.add('module', address, 'It is in a module, and the manifest implies none.');
  } else if (actions.includes('forget')) {
    findings.add('forgotten', address, 'Terraform would forget it and leave it in AWS as it is.');
  } else if (actions.join() !== 'delete' || change.mode !== 'managed' || !isOurType(type)) {
    findings.add(
      'resource-extra',
      address,
      `The manifest does not imply it, and Terraform would: ${actions.join(', ')}.`,
    );
  } else if (isLive(stringOf(before?.arn)?.split(':')[4], stringOf(before?.name), type, expectations)) {
    findings.add('role-destroyed', address, 'Terraform would destroy a role whose secondary is active.');
  }
}

function isLive(
  accountId: string | undefined,
  name: string | undefined,
  type: string,
  { liveRoles }: Expectations,
): boolean {
  return type === 'aws_iam_role' && liveRoles.has(`${accountId} ${name}`);
}

function isImported(address: string, importing: unknown, { file }: Expectations): boolean {
  return listOf(file.config.import)
    .map(objectOf)
    .some(({ to, id }) => to === address && id === objectOf(importing).id);
}
