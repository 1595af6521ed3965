import type { CallError } from '../aws/errors';
import { nameOf } from '../plan/identities';
import type { Plan, Probe, Step } from '../plan/types';
import { openDoors } from './open-doors';
import { causes } from './table';
import type { Cause, CauseStep } from './types';

export interface Explanation {
  cause: string;
  fix: string;
}

const stepOf: Record<Step['kind'], CauseStep> = {
  identity: 'become',
  assume: 'assume',
  send: 'send',
  pinpoint: 'pinpoint',
  'describe-spend-limits': 'other-action',
  'describe-phone-number': 'other-action',
  simulate: 'simulate',
};

/** Why a call failed, in words for whoever is on call; `step` where it was not the probe's own that failed. */
export function explainError(plan: Plan, probe: Probe, error: CallError, step?: CauseStep): Explanation {
  const at = step ?? stepOf[probe.step.kind];
  const row = matching(error, at);
  if (!row) {
    const cause = `not in the table of known causes; AWS said: ${error.message}`;
    return { cause, fix: `look ${error.code} up in the API reference of the call` };
  }
  const hint = row.evidence === 'guess' ? 'probably: ' : '';
  return {
    cause: hint + fill(row.cause, plan, probe),
    fix: `${fill(row.fix, plan, probe)} (to confirm: ${fill(row.confirm, plan, probe)})`,
  };
}

/** The first row of the table that fits. */
export function matching(error: CallError, step: CauseStep): Cause | undefined {
  return causes.find(
    (one) =>
      (!one.steps || one.steps.includes(step)) &&
      (!one.code || one.code.test(error.code)) &&
      (one.reason === undefined || one.reason === error.reason) &&
      (!one.side || one.side === error.side) &&
      (!one.message || one.message.test(error.message)),
  );
}

/** Why something is open that must be closed. */
export function explainOpenDoor(plan: Plan, probe: Probe): Explanation {
  const door = openDoors[probe.probe];
  if (!door) return { cause: 'allowed, and the manifest does not grant it', fix: 'apply main' };
  return { cause: fill(door.cause, plan, probe), fix: fill(door.fix, plan, probe) };
}

function fill(text: string, plan: Plan, probe: Probe): string {
  const { step } = probe;
  const role = step.kind === 'assume' ? step.roleArn : step.kind === 'simulate' ? step.resource : probe.as;
  const values: Record<string, string> = {
    account: probe.account,
    accountId: probe.accountId,
    role,
    roleName: nameOf(role),
    caller: probe.as,
    number: probe.number || 'the number',
    resource: resourceOf(step),
    region: 'region' in step ? step.region : plan.region,
    main: plan.mainAccountId,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What IAM is asked about by a step. */
export function resourceOf(step: Step): string {
  switch (step.kind) {
    case 'assume':
      return step.roleArn;
    case 'send':
      return step.origination ?? '*';
    case 'describe-phone-number':
      return step.arn;
    case 'pinpoint':
    case 'simulate':
      return step.resource;
    default:
      return '*';
  }
}

/** The action that IAM is asked about by a step. */
export function actionOf(step: Step): string {
  const actions: Record<Step['kind'], string> = {
    identity: 'sts:GetCallerIdentity',
    assume: 'sts:AssumeRole',
    send: 'sms-voice:SendTextMessage',
    pinpoint: 'mobiletargeting:SendMessages',
    'describe-spend-limits': 'sms-voice:DescribeSpendLimits',
    'describe-phone-number': 'sms-voice:DescribePhoneNumbers',
    simulate: 'iam:SimulatePrincipalPolicy',
  };
  return actions[step.kind];
}
