import {
  type CallError,
  isIamDenial,
  isTransient,
  mayHaveArrived,
  type Outcome,
  refusedBy,
} from '../aws/errors';
import { actionOf, explainError, explainOpenDoor, resourceOf } from '../causes/explain';
import type { CauseStep } from '../causes/types';
import type { Plan, Probe } from '../plan/types';
import type { ProbeResult } from '../types';

export type Judgement = Pick<
  ProbeResult,
  'status' | 'code' | 'reason' | 'cause' | 'fix' | 'messageId' | 'maybeSent'
>;

/**
 * What an outcome says about the thing under test. A denial counts only where IAM gave it, for this action and this
 * resource, by a policy that this probe is about; whatever else kept the call from working proves nothing.
 */
export function judge(plan: Plan, probe: Probe, outcome: Outcome): Judgement {
  return probe.expected === 'allowed'
    ? judgeWanted(plan, probe, outcome)
    : judgeUnwanted(plan, probe, outcome);
}

function judgeWanted(plan: Plan, probe: Probe, outcome: Outcome): Judgement {
  if (outcome.ok) return passed({ messageId: outcome.messageId ?? '' });
  const { error } = outcome;
  const { code, reason } = error;
  const explained = explainError(plan, probe, error, stepAt(error));
  if (isSend(probe) && mayHaveArrived(error)) {
    const cause = `the message may have been sent, and is not sent again: ${explained.cause}`;
    const fix = `look for the run ID in the delivery events; to send again, run without --resume, with --only ${probe.account}`;
    return { status: 'inconclusive', code, reason, messageId: '', cause, fix, maybeSent: true };
  }
  const status = isTransient(error) || error.kind === 'credentials' ? 'inconclusive' : 'failed';
  return { status, code, reason, messageId: '', ...explained };
}

/** A message that reaches somebody, were it the simulator, and costs. */
export function isSend({ step, expected }: Probe): boolean {
  return expected === 'allowed' && (step.kind === 'pinpoint' || (step.kind === 'send' && !step.dryRun));
}

function judgeUnwanted(plan: Plan, probe: Probe, outcome: Outcome): Judgement {
  if (outcome.ok) {
    const messageId = outcome.messageId ?? '';
    return { status: 'failed', code: '', reason: '', messageId, ...explainOpenDoor(plan, probe) };
  }
  const { error } = outcome;
  const { code, reason } = error;
  if (isProvenDenial(probe, outcome)) return passed({ code });
  const because = error.at
    ? 'not tried: the way to it failed'
    : isIamDenial(error)
      ? `denied, but by ${refusedBy(error) || 'something'} for another action or resource, not by what is under test`
      : `${code} is no answer of IAM: the call was not judged`;
  const { cause, fix } = explainError(plan, probe, error, stepAt(error));
  return { status: 'inconclusive', code, reason, messageId: '', cause: `${because}; ${cause}`, fix };
}

/** Layers that hide what is under test: had they not refused, it might have allowed. */
const others: Record<'assume' | 'call', RegExp> = {
  assume: /identity-based policy|service control policy|resource control policy|boundary|session policy/,
  call: /service control policy|resource control policy|boundary|session policy/,
};

export function isProvenDenial(probe: Probe, outcome: Outcome): boolean {
  if (outcome.ok || outcome.error.at || !isIamDenial(outcome.error)) return false;
  const { step } = probe;
  const resource = resourceOf(step);
  const { message } = outcome.error;
  if (!message.includes(actionOf(step)) || !(resource === '*' || message.includes(resource))) return false;
  return !others[step.kind === 'assume' ? 'assume' : 'call'].test(refusedBy(outcome.error));
}

function passed(values: { code?: string; messageId?: string }): Judgement {
  return { status: 'passed', code: '', reason: '', cause: '', fix: '', messageId: '', ...values };
}

function stepAt({ at }: CallError): CauseStep | undefined {
  return at === 'reference' ? 'send' : at;
}
