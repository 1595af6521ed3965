/**
 * The resolved manifest: `defaults` merged, placeholders replaced, every default filled in, IDs turned into ARNs.
 * What a person writes is described by the schema; what the program reads is described here.
 */

export type Partition = 'aws' | 'aws-us-gov' | 'aws-eusc';
export type MessageType = 'TRANSACTIONAL' | 'PROMOTIONAL';
type Api = 'sms-voice' | 'pinpoint';
export type Channel = 'sms' | 'mms' | 'voice';
export type SessionContext = 'tags' | 'sourceIdentity';
export type Status = 'active' | 'suspended' | 'removed';
type ImportTarget = 'role' | 'send' | 'assumePolicy';
type Strategy = 'per-account' | 'shared';

/** Line and column count from 1, as editors show them. */
export interface Position {
  line: number;
  column: number;
}

/** `end` is exclusive. */
export interface Range {
  start: Position;
  end: Position;
}

/** Keys and indexes from the root of the file as it was written, e.g. `['secondaries', 'development', 'numbers', 0]`. */
export type ManifestPath = readonly (string | number)[];

export type Severity = 'error' | 'warning' | 'note';

export interface RelatedPosition {
  message: string;
  file: string;
  range: Range;
}

/** One finding about the manifest; `code` is stable (`TD###`, see docs/diagnostics.md). */
export interface Diagnostic {
  code: string;
  severity: Severity;
  message: string;
  fix: string;
  file: string;
  range: Range;
  related: RelatedPosition[];
}

/** How Terraform reaches an account; all absent: ambient credentials. `assumeRoleArn` is a chain, first hop first. */
export interface Deploy {
  profile?: string;
  assumeRoleArn?: string[];
  externalId?: string;
  hcpTag?: string;
}

/** How the harness becomes a principal of an account. */
interface TestAs {
  profile?: string;
  assumeRoleArn?: string;
  assumeRoleExternalId?: string;
}

/** A 10DLC number of the main account. */
export interface PhoneNumber {
  name: string;
  phoneNumber: string;
  phoneNumberId: string;
  arn: string;
  region: string;
  messageType: MessageType;
}

export interface Pool {
  name: string;
  poolId: string;
  arn: string;
  region: string;
}

/** `name` is the key in the manifest and the name of the configuration set in AWS. */
export interface ConfigurationSet {
  name: string;
  arn: string;
  region: string;
}

interface PermissionsBoundary {
  arn: string;
  /** The boundary's policy, as an object, where the manifest gives it; without it its effect is unknown. */
  document?: unknown;
}

export interface RoleSettings {
  strategy: Strategy;
  /** As written, `{account}` included; `Secondary.roleName` has it replaced. */
  name: string;
  path: string;
  maxSessionDuration: number;
  permissionsBoundary?: PermissionsBoundary;
  /** Characters: the account's quota for a trust policy (default 2,048). */
  trustPolicyQuota: number;
}

export interface MainAccount {
  name: string;
  accountId: string;
  region: string;
  partition: Partition;
  organizationId?: string;
  deploy?: Deploy;
  /** In the order of the file. */
  numbers: PhoneNumber[];
  pools: Pool[];
  configurationSets: ConfigurationSet[];
  pinpointApplicationId?: string;
  mediaBucket?: string;
  /** `sandbox`: AWS has not yet moved the account out of the SMS sandbox, as expected. */
  smsTier: 'production' | 'sandbox';
  role: RoleSettings;
}

/**
 * Who may send. `path` begins and ends with `/`; where `pattern` is true, `path` or `name` holds `*` or `?`.
 * `text` is what was written (`role/app-notifier`, `sso/Developers`).
 */
export type Principal =
  | { kind: 'role' | 'user'; text: string; path: string; name: string; pattern: boolean }
  | { kind: 'sso'; text: string; permissionSet: string };

export interface Secondary {
  /** Stable: role, stack and addresses are named after it. */
  key: string;
  title: string;
  accountId: string;
  /** Names of `main.numbers`; likewise pools and configurationSets. */
  numbers: string[];
  pools: string[];
  configurationSets: string[];
  principals: 'account' | Principal[];
  assumePolicy: 'none' | { attach: boolean; groups: string[] };
  externalId?: { current: string; previous?: string };
  external: boolean;
  apis: Api[];
  channels: Channel[];
  sessionContext: SessionContext[];
  status: Status;
  /** With `{account}` replaced; under `shared`, the shared role's. */
  roleName: string;
  rolePath: string;
  import: ImportTarget[];
  /** `secondary-KEY` unless the manifest says otherwise. */
  stack: string;
  deploy?: Deploy;
  testAs?: TestAs;
}

export interface Backend {
  type: string;
  [setting: string]: unknown;
}

export interface TerraformSettings {
  backend: Backend;
  /** Version constraint; absent: the exact version of CDKTF's bindings. */
  awsProvider?: string;
  tags: Record<string, string>;
}

export interface VerifySettings {
  roles: 'managed' | 'none';
  permissionsBoundaryArn?: string;
  trustedPrincipals: string[];
  /** `tags`: sessions of the pipeline carry transitive tags. */
  sessionContext: 'tags'[];
  outsider?: { profile?: string; assumeRoleArn?: string };
  destination: string;
  body: string;
  /** Messages a second. */
  sendRate: number;
  /** USD, as SendTextMessage takes it. */
  maxPrice: string;
}

export interface Manifest {
  /** The path it was read from, as given. */
  file: string;
  main: MainAccount;
  /** Sorted by key: nothing downstream may depend on the order of the file. */
  secondaries: Secondary[];
  terraform: TerraformSettings;
  verify: VerifySettings;
  /**
   * Where a value was written: the nearest enclosing value where the path itself was not written
   * (for a default, for example). A secondary's value that came from `defaults` is found there.
   */
  rangeOf(path: ManifestPath): Range;
}
