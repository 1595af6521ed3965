import type { MessageType, SessionContext } from '../../manifest/types';

/** Someone that the run can act as: credentials of a profile (by default the run's own), then a role, if one is named. */
export interface Identity {
  /** Short name for people: `TenDlcVerifier`, `profile dev`, `role/app`. */
  label: string;
  /** Empty: unknown. */
  accountId: string;
  profile?: string;
  roleArn?: string;
  externalId?: string;
}

/** What GetCallerIdentity says of some credentials. */
export interface CallerIdentity {
  accountId: string;
  arn: string;
}

/** One call as it goes over the wire, decided when the run is planned. */
export type AwsCall =
  | { kind: 'identity'; caller: Identity }
  | {
      kind: 'assume';
      caller: Identity;
      roleArn: string;
      externalId?: string;
      sessionContext?: readonly SessionContext[];
      /** The account's sends use this session. */
      opensSession?: true;
    }
  | {
      kind: 'send';
      region: string;
      /** ARN; E.164 or absent only in observations. */
      origination?: string;
      messageType?: MessageType;
      configurationSet?: string;
      destination: string;
      body: string;
      maxPrice: string;
      /** AWS copies it into the delivery events. */
      context: Record<string, string>;
      dryRun: boolean;
    }
  | {
      kind: 'pinpoint';
      region: string;
      applicationId: string;
      /** E.164: this API takes no ARN. */
      origination: string;
      messageType: MessageType;
      destination: string;
      body: string;
      /** The resource that IAM evaluates. */
      resource: string;
    }
  | { kind: 'describe-spend-limits'; region: string }
  | { kind: 'describe-phone-number'; region: string; arn: string }
  | {
      kind: 'simulate';
      caller: Identity;
      principalArn: string;
      action: string;
      resource: string;
      /** The external ID that the simulated call would pass. */
      externalId?: string;
    };

export type CallOf<K extends AwsCall['kind']> = Extract<AwsCall, { kind: K }>;
