/** What was being done when it failed. `become`: getting to be the identity that a probe calls as. */
export type CauseStep = 'become' | 'assume' | 'send' | 'pinpoint' | 'simulate' | 'other-action';

/**
 * Where the trigger (step, code, reason, words) is known from: AWS's documentation names it, it was observed in
 * public reports, or it is derived from neither.
 */
export type Evidence = 'documented' | 'observed' | 'guess';

export interface Cause {
  /** Absent: any. */
  steps?: readonly CauseStep[];
  /** AWS's code, or Node's where AWS was not reached. Absent: any. */
  code?: RegExp;
  /** The Reason member. Absent: any. */
  reason?: string;
  /** Words of AWS's message, where the code alone does not tell. */
  message?: RegExp;
  /** Whose policy refused an AssumeRole, where IAM's simulator was asked. Absent: any. */
  side?: 'assumePolicy' | 'trust';
  cause: string;
  fix: string;
  /** A command or a place that shows whether this is it. */
  confirm: string;
  evidence: Evidence;
}

/** The codes by which services word IAM's refusals. */
export const denied = /^(AccessDenied|AccessDeniedException|ForbiddenException)$/;
