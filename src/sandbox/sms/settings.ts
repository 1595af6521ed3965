/**
 * How End User Messaging SMS behaves where AWS's documentation says nothing, and what a test may set;
 * the default of each switch is the strict one (docs/sandbox.md).
 */
export interface SmsSettings {
  /** `aws`: the default quotas (one SendTextMessage a second, …); a number: one raised to that; `off`: none. */
  rates: 'off' | 'aws' | number;
  /** Whether the policy is asked about the configuration set's ARN too. Strict: yes. */
  authorizeConfigurationSet: boolean;
  /** Whether `phone-…` as origination identity matches a policy on the number's ARN. Strict: no. */
  phoneNumberIdMatchesArn: boolean;
  /** Whether MaxPrice is of the message or of each of its parts. Strict: of the message. */
  maxPriceIsPer: 'message' | 'part';
  /** Whether a dry run also checks that the destination is verified, in AWS's SMS sandbox. Strict: yes. */
  dryRunChecksDestination: boolean;
  /** Whether a 10DLC number reaches a simulator destination in AWS's SMS sandbox. Strict: no. */
  tierReachesSimulator: boolean;
  /** Whether a dry run gives events to the configuration set. Strict: no. */
  dryRunGivesEvents: boolean;
}

export const strictSms: SmsSettings = {
  rates: 'off',
  authorizeConfigurationSet: true,
  phoneNumberIdMatchesArn: false,
  maxPriceIsPer: 'message',
  dryRunChecksDestination: true,
  tierReachesSimulator: false,
  dryRunGivesEvents: false,
};
