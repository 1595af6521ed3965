/** End User Messaging SMS for one account in one Region. */
export interface SmsRegion {
  accountId: string;
  region: string;
  /** A new account is in AWS's SMS sandbox: verified destinations only, 1 USD a month. */
  tier: 'SANDBOX' | 'PRODUCTION';
  /** USD a month. */
  spendLimit: number;
  maxSpendLimit: number;
  spent: number;
  /** The month that `spent` counts, as YYYY-MM. */
  month: string;
  /** By phone number ID. */
  numbers: Map<string, SmsNumber>;
  pools: Map<string, SmsPool>;
  configurationSets: Map<string, SmsConfigurationSet>;
  /** E.164. */
  verifiedDestinations: Set<string>;
  /** Opt-out list name to E.164 numbers. */
  optOutLists: Map<string, Set<string>>;
  /** IDs of Pinpoint applications. */
  pinpointApplications: Set<string>;
  accountStatus?: 'ACCOUNT_DISABLED' | 'INSUFFICIENT_ACCOUNT_REPUTATION';
}

export interface SmsNumber {
  id: string;
  arn: string;
  phoneNumber: string;
  status: 'PENDING' | 'ACTIVE' | 'ASSOCIATING' | 'DISASSOCIATING' | 'DELETED';
  messageType: 'TRANSACTIONAL' | 'PROMOTIONAL';
  capabilities: ('SMS' | 'VOICE' | 'MMS')[];
  numberType: 'TEN_DLC' | 'SIMULATOR' | 'TOLL_FREE' | 'LONG_CODE' | 'SHORT_CODE';
  optOutList: string;
  poolId?: string;
  createdAt: Date;
  /** Message parts a second. */
  rate: number;
}

export interface SmsPool {
  id: string;
  arn: string;
  status: 'CREATING' | 'ACTIVE' | 'DELETING';
  messageType: 'TRANSACTIONAL' | 'PROMOTIONAL';
  optOutList: string;
  createdAt: Date;
}

export interface SmsConfigurationSet {
  name: string;
  arn: string;
  defaultMessageType?: 'TRANSACTIONAL' | 'PROMOTIONAL';
  /** Where events go. FilterLogEvents reads them. */
  logGroup?: string;
  createdAt: Date;
}

/** A message that was accepted, or would have been (`dryRun`). */
export interface MessageRecord {
  messageId: string;
  /** ISO 8601. */
  at: string;
  api: 'sms-voice' | 'pinpoint';
  channel: 'sms' | 'mms' | 'voice';
  /** The account that pays, and its Region. */
  accountId: string;
  region: string;
  /** ARN of the caller. A session also has a role and a session name. */
  sender: string;
  role?: string;
  session?: string;
  sourceIdentity?: string;
  /** ARN of the principal that assumed the role, in the account that wants the message. */
  assumedBy?: string;
  /** As in the request. */
  originationIdentity: string;
  originationArn: string;
  originationNumber: string;
  destination: string;
  messageType: string;
  body: string;
  encoding: 'GSM' | 'Unicode';
  parts: number;
  /** USD, carrier fee included. */
  price: number;
  configurationSet?: string;
  context: Record<string, string>;
  dryRun: boolean;
}
