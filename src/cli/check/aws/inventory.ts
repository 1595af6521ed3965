import type { SmsTier } from '../../../harness/readiness';

/**
 * What the main account has in one Region, according to the Describe calls. Invisible characters are shown: no value
 * can begin a line of its own in what is printed.
 */
export interface Inventory {
  phoneNumbers: AwsNumber[];
  pools: AwsPool[];
  configurationSets: string[];
  tier: SmsTier;
}

export interface AwsNumber {
  phoneNumberId: string;
  /** E.164 */
  phoneNumber: string;
  status: string;
  messageType: string;
  numberType: string;
  capabilities: string[];
}

interface AwsPool {
  poolId: string;
  status: string;
}
