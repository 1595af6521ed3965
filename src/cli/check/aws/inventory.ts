/** What the main account holds in one Region, as the Describe calls tell it. */
export interface Inventory {
  phoneNumbers: AwsNumber[];
  pools: AwsPool[];
  configurationSets: string[];
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

export interface AwsPool {
  poolId: string;
  status: string;
}
