import type { PolicyType, ResourceType } from '../aws/denial';
import type { SimulatedDenial } from '../aws/errors';
import type { CauseText } from '../probes/types';

/** The call that failed. `become`: the calls by which the run gets the credentials that a probe calls with. */
export type FailedCall = 'become' | 'assume' | 'send' | 'pinpoint' | 'simulate' | 'other-action';

/**
 * Where the trigger of a row is known from: AWS's documentation names it, public reports show it, or it is derived
 * from neither.
 */
type Evidence = 'documented' | 'observed' | 'guess';

/** What the causes tell failures apart by. Empty: AWS does not say. */
export interface ErrorFacts {
  /** AWS's code; if AWS was not reached, Node's or the SDK's. */
  code: string;
  /** The Reason member of SMS Voice v2's exceptions. */
  reason: string;
  /** Which policy AWS's message says denied the call. */
  policyType: PolicyType | '';
  /** AWS's message says that a Deny statement denied it. */
  explicit: boolean;
  /** The action that AWS's message names. */
  action: string;
  /** The kind of resource that AWS's message or exception names. */
  resourceType: ResourceType | '';
  /** Whose policy denied it, according to IAM's simulator. */
  deniedBy: SimulatedDenial | '';
  /** Where the message was sent. */
  destination: 'simulator' | 'phone' | '';
  /** What the probe sends with. */
  origination: 'number' | 'pool' | 'configuration-set' | '';
  /** AWS's message is about role chaining. */
  roleChaining: boolean;
}

export interface Cause extends CauseText {
  /** Each fact that is listed must have one of these values. The row with the narrower condition wins. */
  when: { readonly [Fact in keyof ErrorFacts]?: readonly ErrorFacts[Fact][] };
  /** A command or a place that shows whether this is the cause. */
  confirm: string;
  evidence: Evidence;
}
