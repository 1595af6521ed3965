import type { Status } from '../manifest/types';

/** A policy document as canonical, minified JSON: what Terraform writes, byte for byte. */
export type PolicyJson = string;

export interface InlinePolicy {
  name: string;
  document: PolicyJson;
}

/** A role of the main account that secondaries assume to send. */
export interface SenderRole {
  /** Key of its secondary; undefined under strategy `shared`. */
  key?: string;
  /** Terraform name: `sender-KEY`, or `sender` under `shared`. */
  address: string;
  name: string;
  path: string;
  arn: string;
  /** Seconds. */
  maxSessionDuration: number;
  permissionsBoundaryArn?: string;
  trustPolicy: PolicyJson;
  /** Inline policy `Send`. */
  sendPolicy: InlinePolicy;
  /** Inline policy `Suspended`; per-account strategy only, while suspended. */
  suspendedPolicy?: InlinePolicy;
}

/** A role in a secondary that the harness uses: TenDlcVerifier or TenDlcOutsider. */
export interface VerifyRole {
  /** Terraform name: `verifier-KEY` or `outsider-KEY`. */
  address: string;
  name: string;
  path: string;
  arn: string;
  permissionsBoundaryArn?: string;
  trustPolicy: PolicyJson;
  /** `Inspect` of the verifier, `AssumeAnySender` of the outsider. */
  inlinePolicy: InlinePolicy;
  /** Inline policy `TagSession`; only with `verify.sessionContext: [tags]`. */
  tagSessionPolicy?: InlinePolicy;
}

/** The managed policy TenDlcAssumeSender. */
export interface AssumePolicy {
  name: string;
  path: string;
  arn: string;
  document: PolicyJson;
  /** False with `assumePolicy: none`: Terraform does not create it, and `connect` prints it. */
  managed: boolean;
  /** Plain names to attach it to; patterns, SSO and the whole account have nothing to attach to. */
  roles: string[];
  users: string[];
  groups: string[];
}

/** What a secondary may send from. `number` is a phone number's name, `pool/NAME` or `configuration-set/NAME`. */
export interface OriginationIdentity {
  kind: 'number' | 'pool' | 'configuration-set';
  number: string;
  arn: string;
  region: string;
  /** E.164; phone numbers only. */
  phoneNumber?: string;
  messageType?: 'TRANSACTIONAL' | 'PROMOTIONAL';
}

export interface SecondaryDelegation {
  key: string;
  accountId: string;
  status: Status;
  stack: string;
  senderRoleArn: string;
  externalId?: { current: string; previous?: string };
  /** Absent when removed. */
  assumePolicy?: AssumePolicy;
  verifier?: VerifyRole;
  outsider?: VerifyRole;
  originationIdentities: OriginationIdentity[];
  /** If `apis` allows Pinpoint's SendMessages. */
  pinpoint?: { applicationId: string; region: string };
}

/** The roles and policies with which exactly the listed accounts can send. A removed secondary has no role. */
export interface Delegation {
  /** Sorted by address. */
  senderRoles: SenderRole[];
  /** Sorted by key. */
  secondaries: SecondaryDelegation[];
}
