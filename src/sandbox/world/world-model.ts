import type { Policy } from '../../iam/types';
import type { SmsRegion } from '../sms/sms-model';
import type { PropagatedValue } from './propagated-value';

/** Everything the sandbox knows: accounts with what IAM and End User Messaging hold in them, and access keys. */
export interface World {
  /** Milliseconds; a test may move it. */
  now(): number;
  /** Milliseconds until a change of IAM is seen, in both directions. */
  propagationDelay: number;
  accounts: Map<string, Account>;
  /** By access key ID. */
  accessKeys: Map<string, AccessKey>;
  /** Profiles of the configuration files that the sandbox writes, by name. */
  profiles: Map<string, Profile>;
  /** What IAM's authorization sees of each role and user, by ARN. */
  views: Map<string, PropagatedValue<EntityView | undefined>>;
  /** ARNs of the roles and users that exist, by unique ID. */
  arnById: Map<string, string>;
  /** What is taken for granted without being known, in sentences for people. */
  assumed: string[];
}

export interface Account {
  id: string;
  /** For people: a name of the manifest, or what it stands for. */
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

/** What decides about calls of a principal, parsed once for each change. */
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

/** Who calls: a user, or a session of a role. */
export interface AuthenticatedPrincipal {
  kind: 'user' | 'session';
  accountId: string;
  /** As GetCallerIdentity tells it: an assumed-role ARN for a session. */
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
  /** ARN of who assumed the role; absent for what the sandbox made. */
  assumedBy?: string;
  issuedAt: number;
}

interface Profile {
  name: string;
  accessKeyId: string;
  region: string;
  /** What it stands for, as a comment in the file. */
  comment: string;
}
