import type { Policy } from '../../iam/types';
import type { SmsRegion } from '../sms/sms-model';
import type { PropagatedValue } from './propagated-value';

/** The state of the sandbox: accounts with their IAM and End User Messaging resources, and access keys. */
export interface World {
  /** Milliseconds. Tests can move it. */
  now(): number;
  /** Milliseconds until a change of IAM takes effect, grants and denials alike. */
  propagationDelay: number;
  accounts: Map<string, Account>;
  /** By access key ID. */
  accessKeys: Map<string, AccessKey>;
  /** Profiles of the configuration files that the sandbox writes, by name. */
  profiles: Map<string, Profile>;
  /** Each role and user as authorization sees it, by ARN. */
  views: Map<string, PropagatedValue<EntityView | undefined>>;
  /** ARNs of the roles and users that exist, by unique ID. */
  arnById: Map<string, string>;
  /** What the sandbox assumes without knowing it, as sentences for people. */
  assumed: string[];
}

export interface Account {
  id: string;
  /** For people: its name in the manifest, or its purpose. */
  title: string;
  partition: string;
  organizationId?: string;
  /** By name in lower case: names are unique without regard to case. */
  roles: Map<string, Role>;
  users: Map<string, User>;
  groups: Map<string, Group>;
  /** Customer managed policies, by ARN. */
  policies: Map<string, ManagedPolicy>;
  /** By Region, made when first used. */
  sms: Map<string, SmsRegion>;
  /** Characters of a trust policy (ACLSizePerRole). */
  trustPolicyQuota: number;
}

interface Identity {
  name: string;
  path: string;
  arn: string;
  id: string;
  accountId: string;
  createDate: Date;
  /** Inline policies: name to document as written. */
  inline: Map<string, string>;
  /** ARNs of managed policies. */
  attached: Set<string>;
}

export interface Role extends Identity {
  kind: 'role';
  /** As it was written, but principals are kept by their unique ID. */
  trustPolicy: string;
  description?: string;
  /** Seconds. */
  maxSessionDuration: number;
  boundary?: string;
  tags: Map<string, string>;
  lastUsed?: { date: Date; region: string };
}

export interface User extends Identity {
  kind: 'user';
  boundary?: string;
  tags: Map<string, string>;
  /** Names in lower case. */
  groups: Set<string>;
}

export interface Group extends Identity {
  kind: 'group';
}

export interface ManagedPolicy {
  name: string;
  path: string;
  arn: string;
  id: string;
  description?: string;
  createDate: Date;
  updateDate: Date;
  versions: PolicyVersion[];
  defaultVersionId: string;
  /** Version numbers are never used again. */
  nextVersion: number;
  tags: Map<string, string>;
}

export interface PolicyVersion {
  versionId: string;
  document: string;
  createDate: Date;
}

/** What decides about a principal's calls, parsed once for each change. */
export interface EntityView {
  id: string;
  kind: 'role' | 'user';
  accountId: string;
  identity: Policy[];
  boundary?: Policy | 'unknown';
  trust?: Policy;
  /** Seconds; roles only. */
  maxSessionDuration: number;
  tags: ReadonlyMap<string, string>;
}

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  /** Temporary credentials only. */
  sessionToken?: string;
  /** Milliseconds; absent: never. */
  expiresAt?: number;
  caller: AuthenticatedPrincipal;
}

/** A user or a session of a role that signed a request. */
export interface AuthenticatedPrincipal {
  kind: 'user' | 'session';
  accountId: string;
  /** As GetCallerIdentity answers it: an assumed-role ARN for a session. */
  arn: string;
  /** AIDA…, or AROA…:SESSION. */
  userId: string;
  /** ARN and unique ID of the user or role. */
  entityArn: string;
  entityId: string;
  sessionName?: string;
  /** Restrict a session: each list holds the policies of one kind, and one of each list must allow. */
  sessionPolicies: Policy[];
  sessionTags: ReadonlyMap<string, string>;
  transitiveTagKeys: readonly string[];
  sourceIdentity?: string;
  /** ARN of the principal that assumed the role. Absent for sessions that the sandbox opened. */
  assumedBy?: string;
  issuedAt: number;
}

interface Profile {
  name: string;
  accessKeyId: string;
  region: string;
  /** Its purpose, as a comment in the file. */
  comment: string;
}
