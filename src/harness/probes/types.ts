/** What a passed probe is evidence of; `configuration` is what AWS tells of the roles without being tried. */
export type Proves = 'trust' | 'assumePolicy' | 'sendPolicy' | 'identity' | 'delivery' | 'configuration';
export type Expected = 'allowed' | 'denied';
export type Api = 'sms-voice' | 'pinpoint' | 'sts';

/**
 * A cause and its fix. `{account}`, `{accountId}`, `{role}`, `{roleName}`, `{caller}`, `{number}`, `{resource}`,
 * `{named}`, `{region}` and `{main}` are filled in.
 */
export interface CauseText {
  cause: string;
  fix: string;
}

/** Everything about a probe that its name decides. */
export interface ProbeDefinition {
  /** What a passed probe shows: a column of the report, 26 characters at most. */
  label: string;
  /** The label of a probe that is expected `denied`, if the same name stands for both. */
  labelIfDenied?: string;
  proves: Proves;
  /** `by status`: denied for a suspended secondary, otherwise allowed. */
  expected: Expected | 'by status';
  api: Api;
  /** A passed probe has sent a message, except in a dry run. */
  sends?: true;
  /** How the report names the caller; by default its role, user or profile. */
  callerLabel?: string;
  /** The result column of a passed probe; by default `sent`, `accepted`, `allowed` or `denied`. */
  passedLabel?: string;
  /**
   * The run alone shows whether the call can be made. If not, it is a gap of the report; for every other probe it is
   * a failure.
   */
  mayBeGap?: true;
  /** AWS does not document which resource the denial names: it is reported as an observation. */
  observesDeniedResource?: true;
  /** If AWS allows what is expected denied: the condition or statement that is missing. */
  unexpectedAllow?: CauseText;
  /** The row of the table in docs/verify.md. */
  documentation: { caller: string; proves: string };
}

/** A part of the check that is not a probe, and that no run covers. */
export interface GapDefinition {
  /** `--require` of an account or of `all` includes it; otherwise only its own name does. */
  requiredByAll: boolean;
  documentation: string;
}
