/**
 * How End User Messaging SMS behaves if AWS's documentation does not say. The default of each switch is the strict one
 * (docs/sandbox.md).
 */
export interface SmsSettings {
  /** `aws`: the default quotas (one SendTextMessage a second, …); a number: one raised to that; `off`: none. */
  rates: 'off' | 'aws' | number;
  /** Whether a policy must allow the configuration set's ARN too. Strict: yes. */
  authorizeConfigurationSet: boolean;
  /** Whether `phone-…` as origination identity matches a policy on the number's ARN. Strict: no. */
  phoneNumberIdMatchesArn: boolean;
  /** Whether MaxPrice bounds the message or each of its parts. Strict: the message. */
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
