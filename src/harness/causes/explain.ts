import type { CallError } from '../aws/errors';
import { iamRequest } from '../aws/iam-request';
import { nameOf } from '../aws/name-of';
import type { AwsCall } from '../aws/types';
import type { Probe, ProbePlan } from '../plan/types';
import { definitionOf } from '../probes';
import type { CauseText } from '../probes/types';
import { factsOf } from './facts';
import { causeOf } from './match';
import type { FailedCall } from './types';

const FAILED_CALL: Record<AwsCall['kind'], FailedCall> = {
  identity: 'become',
  assume: 'assume',
  send: 'send',
  pinpoint: 'pinpoint',
  'describe-spend-limits': 'other-action',
  'describe-phone-number': 'other-action',
  simulate: 'simulate',
};

/** Why a call failed, and what to do; `failed` if it was not the probe's own call that failed. */
export function explainError(
  plan: ProbePlan,
  probe: Probe,
  error: CallError,
  failed = FAILED_CALL[probe.call.kind],
): CauseText {
  const row = causeOf(factsOf(probe, error), failed);
  if (!row) {
    const cause = 'not in the table of known causes: see what AWS said';
    return { cause, fix: `look up ${error.code} in the API reference of the call` };
  }
  const fill = filler(plan, probe, error);
  const hint = row.evidence === 'guess' ? 'probably: ' : '';
  return {
    cause: hint + fill(row.cause),
    fix: `${fill(row.fix)} (to confirm: ${fill(row.confirm)})`,
  };
}

/** Why GetCallerIdentity failed with the run's own credentials. */
export function explainOwnCredentials(error: CallError, region: string): CauseText {
  const caller = { label: 'your credentials', accountId: '' };
  const row = causeOf(factsOf({ call: { kind: 'identity', caller }, number: '' }, error), 'become');
  const values: Record<string, string> = {
    region,
    main: 'the main account',
    caller: 'the role',
    account: 'the secondary',
    accountId: 'that account',
    role: 'the role',
  };
  return {
    cause: filled(row?.cause ?? 'GetCallerIdentity failed', values),
    fix: filled(row?.fix ?? 'try: aws sts get-caller-identity', values),
  };
}

/** Why AWS allows what it must deny, and what to do. */
export function explainUnexpectedAllow(plan: ProbePlan, probe: Probe): CauseText {
  const fill = filler(plan, probe);
  const { cause, fix } = definitionOf(probe.probe).unexpectedAllow ?? {
    cause: 'AWS allows the call, and the manifest does not grant it',
    fix: 'apply main',
  };
  return { cause: fill(cause), fix: fill(fix) };
}

function filler(plan: ProbePlan, probe: Probe, error?: CallError): (text: string) => string {
  const { call } = probe;
  const { resource } = iamRequest(call);
  const role = call.kind === 'assume' ? call.roleArn : call.kind === 'simulate' ? call.resource : probe.as;
  const values: Record<string, string> = {
    account: probe.account,
    accountId: probe.accountId,
    role,
    roleName: nameOf(role),
    caller: probe.as,
    number: probe.number || 'the number',
    resource,
    named: namedBy(error) || resource,
    region: 'region' in call ? call.region : plan.region,
    main: plan.mainAccountId,
    destination: 'destination' in call ? call.destination : plan.destination,
  };
  return (text) => filled(text, values);
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The resource that AWS's message or exception names. */
function namedBy(error: CallError | undefined): string {
  return error?.denial.resource || error?.resource || '';
}
