import { type CallError, isIamDenial, isTransient, mayHaveArrived, type Outcome } from '../aws/errors';
import { explainError, explainUnexpectedAllow } from '../causes/explain';
import type { FailedCall } from '../causes/types';
import type { Probe, ProbePlan } from '../plan/types';
import { definitionOf } from '../probes';
import type { ProbeResult } from '../types';
import { isProvenDenial } from './proven-denial';

export type Verdict = Pick<
  ProbeResult,
  'status' | 'code' | 'reason' | 'message' | 'requestId' | 'cause' | 'fix' | 'messageId' | 'maybeSent'
>;

const BLANK = { code: '', reason: '', message: '', requestId: '', cause: '', fix: '', messageId: '' };

/**
 * What an outcome says about the policy that is tested. A denial counts only if IAM gave it, for this action and this
 * resource, by a policy that this probe is about. Everything else that kept the call from working proves nothing.
 */
export function probeVerdict(plan: ProbePlan, probe: Probe, outcome: Outcome): Verdict {
  if (outcome.ok) {
    const { messageId = '', requestId = '' } = outcome;
    return probe.expected === 'allowed'
      ? { ...BLANK, status: 'passed', messageId, requestId }
      : { ...BLANK, status: 'failed', messageId, requestId, ...explainUnexpectedAllow(plan, probe) };
  }
  const { error } = outcome;
  const evidence = {
    ...BLANK,
    code: error.code,
    reason: error.reason,
    message: error.message,
    requestId: error.requestId ?? '',
  };
  if (probe.expected === 'denied' && isProvenDenial(probe, outcome)) return { ...evidence, status: 'passed' };
  const explained = explainError(plan, probe, error, failedCallAt(error));
  if (probe.expected === 'denied') {
    const cause = `${whyNotProven(error)}; ${explained.cause}`;
    return { ...evidence, status: 'inconclusive', cause, fix: explained.fix };
  }
  if (isSend(probe) && mayHaveArrived(error)) {
    const cause = `the message may have been sent, and is not sent again: ${explained.cause}`;
    const fix = `look for the run ID in the delivery events; to send again, run without --resume, with --only ${probe.account}`;
    return { ...evidence, status: 'inconclusive', cause, fix, maybeSent: true };
  }
  const status = isTransient(error) || error.kind === 'credentials' ? 'inconclusive' : 'failed';
  return { ...evidence, status, ...explained };
}

/** A probe that was not tried. */
export function notTried(why: string): Verdict {
  return { ...BLANK, status: 'inconclusive', cause: `not tried: ${why}` };
}

/** Sends a message that costs money, also to the simulator: no dry run. */
export function isSend({ probe, call }: Probe): boolean {
  return definitionOf(probe).sends === true && !(call.kind === 'send' && call.dryRun);
}

function whyNotProven(error: CallError): string {
  if (error.at) return 'not tried: an earlier call failed';
  if (!isIamDenial(error)) return `${error.code} is not a denial by IAM`;
  const by = error.denial.policyType || 'a policy that AWS does not name';
  return `denied, but by ${by} for another action or resource, not by the policy that is tested`;
}

function failedCallAt({ at }: CallError): FailedCall | undefined {
  return at === 'reference' ? 'send' : at;
}
