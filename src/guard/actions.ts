import { accountOfArn } from '../arns';
import { asText, listOf, objectOf, stringOf } from '../terraform/json';
import type { Plan, ResourceChange } from '../terraform/plan';
import type { Resource } from '../terraform/resources';
import { wasImplied } from './destroyed';
import type { Expectations } from './expectations';
import type { Fault } from './findings';

const known = new Set(['no-op', 'create', 'update', 'delete,create', 'create,delete']);

/** Does the change leave the resource in AWS with planned values? */
export function hasPlannedValues({ actions }: ResourceChange): boolean {
  return known.has(actions.join(','));
}

/** What Terraform would do to a resource that the manifest implies. */
export function actionFaults(
  change: ResourceChange,
  resource: Resource,
  expectations: Expectations,
): Fault[] {
  const { address, raw } = change;
  const { importing } = objectOf(raw.change);
  return [
    ...(raw.deposed === undefined
      ? []
      : [
          fault(
            'resource-extra',
            address,
            `It has a deposed object (${asText(raw.deposed)}) from an apply that failed.`,
          ),
        ]),
    ...(raw.previous_address === undefined
      ? []
      : [fault('moved', address, `It would take over the state of ${asText(raw.previous_address)}.`)]),
    ...(importing === undefined || isImported(address, importing, expectations)
      ? []
      : [fault('imported', address, 'It would be imported, and the manifest does not list it.')]),
    ...outcomeFaults(change, resource, expectations),
  ];
}

function outcomeFaults(
  { address, type, actions: list, raw }: ResourceChange,
  { accountId, values }: Resource,
  expectations: Expectations,
): Fault[] {
  const actions = list.join(',');
  const live = isLive(accountId, stringOf(values.name), type, expectations);
  if (list.includes('forget'))
    return [fault('forgotten', address, 'Terraform would forget it and leave it in AWS.')];
  if (actions === 'delete') {
    const code = live ? 'role-destroyed' : 'resource-destroyed';
    return [fault(code, address, 'Terraform would destroy it, and the manifest implies it.')];
  }
  if (!known.has(actions)) {
    const message = `guard does not know what Terraform would do to it: ${actions || 'nothing'}.`;
    return [fault('resource-differs', address, message)];
  }
  if (!actions.includes('delete') || !live) return [];
  const reason = asText(raw.action_reason ?? 'no reason stated');
  const message = `Terraform would replace it (${reason}) while its secondary is active.`;
  return [fault('role-replaced', address, message)];
}

/** A change of something that the manifest does not imply: only what an earlier manifest implied may be destroyed. */
export function unexpectedFaults(change: ResourceChange, plan: Plan, expectations: Expectations): Fault[] {
  const { address, type, before, actions } = change;
  if (change.raw.module_address !== undefined)
    return [fault('module', address, 'It is in a module, and the manifest implies none.')];
  if (actions.includes('forget'))
    return [fault('forgotten', address, 'Terraform would forget it and leave it in AWS.')];
  if (actions.join() !== 'delete' || change.mode !== 'managed') {
    const message = `The manifest does not imply it, and Terraform would: ${actions.join(', ')}.`;
    return [fault('resource-extra', address, message)];
  }
  if (isLive(accountOfArn(stringOf(before?.arn) ?? ''), stringOf(before?.name), type, expectations))
    return [fault('role-destroyed', address, 'Terraform would destroy a role whose secondary is active.')];
  if (wasImplied(change, plan, expectations)) return [];
  const message = 'Terraform would destroy it, and no manifest of tendlc has ever implied it.';
  return [fault('foreign-destroyed', address, message)];
}

function fault(code: Fault['code'], address: string, message: string): Fault {
  return { code, address, message };
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
