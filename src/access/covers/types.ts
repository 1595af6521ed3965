import type { Pattern } from '../../iam/glob';
import type { ValueTest } from '../../iam/values/value-test';

/** A policy document as the stacks hold it. The text is empty if it is not known. */
export interface SourceDocument {
  name: string;
  text: string;
}

/** What the documents of one comparison are attached to. */
export type Scope =
  | { kind: 'identity' }
  /** `ownerAccountId`: the account of the role. Its own principals need no identity policy if the trust names them. */
  | { kind: 'trust'; ownerAccountId: string };

export type Effect = 'Allow' | 'Deny' | 'unknown';

/** One glob of an Action or Resource element. `key` is equal if two terms mean the same. */
export interface PatternTerm {
  kind: 'pattern';
  key: string;
  written: string;
  pattern: Pattern;
  /** An incomplete ARN as written: it might match this as well. */
  alternative?: Pattern;
}

/** One entry of an Action or Resource element, or all of a `Not…` element. */
export type Term =
  | PatternTerm
  | { kind: 'not'; key: string; written: string; terms: PatternTerm[] }
  /** A policy variable, or text that the evaluator cannot read: comparable only as the same text. */
  | { kind: 'unreadable'; key: string; written: string };

export type PrincipalTerm = { key: string; written: string } & (
  | { kind: 'everyone' | 'unreadable' }
  /** Identity policies have no Principal. */
  | { kind: 'none' }
  | { kind: 'account'; accountId: string; prefix?: string }
  | { kind: 'user' | 'role' | 'session' | 'federated'; accountId: string; prefix: string; name: string }
  | { kind: 'Service' | 'Federated' | 'CanonicalUser' }
);

/** The values that one value of a policy matches. `key` is equal if two matchers mean the same. */
export type Matcher = { key: string; test: ValueTest } & (
  | { family: 'text'; pattern: Pattern; ignoreCase: boolean; exact?: string }
  | { family: 'arn'; segments: Pattern[]; exact?: string }
  | { family: 'number' | 'date'; low: Bound; high: Bound }
  | { family: 'network'; address: string; bits: number; version: 'ipv4' | 'ipv6' }
  | { family: 'same' }
);

export interface Bound {
  value: number;
  included: boolean;
}

export type Qualifier = 'ForAllValues' | 'ForAnyValue' | undefined;

/** What one line of a Condition tests. */
export type LineTest =
  /** `Null`. */
  | { kind: 'presence'; present: boolean }
  | {
      kind: 'values';
      qualifier: Qualifier;
      negated: boolean;
      /** The result if the key is not in the request. */
      absent: 'yes' | 'no' | 'unknown';
      matchers: readonly Matcher[];
      keys: ReadonlySet<string>;
      /** Without the exact texts, which are compared by their keys. */
      broad: readonly Matcher[];
    };

/** One operator and key of a Condition. Every line of a statement must hold. */
export interface ConditionLine {
  operator: string;
  /** As written; `lower` is compared. */
  key: string;
  lower: string;
  values: readonly string[];
  /** Equal if two lines mean the same. */
  same: string;
  /** Absent if the line cannot be read. */
  test?: LineTest;
}

/** Every combination of one principal, one action and one resource of a statement, under its conditions. */
export interface AtomSet {
  effect: Effect;
  policy: string;
  /** The statement's Sid, else `#N` counted from 1. */
  statement: string;
  principals: readonly PrincipalTerm[];
  actions: readonly Term[];
  resources: readonly Term[];
  conditions: readonly ConditionLine[];
  /** Equal if two statements mean the same. */
  same: string;
  /** Why the statement can only be compared with the same JSON. */
  unreadable?: string;
}

export interface UnreadDocument {
  policy: string;
  reason: string;
  text: string;
}

/** Atoms of a statement that no statement of the other side covers. */
export interface Uncovered {
  /** Whose statement it is: of the documents found, or of the ones implied. */
  side: 'implied' | 'found';
  policy: string;
  statement: string;
  effect: Effect;
  /** As written, with the type: `AWS arn:…`. Empty in an identity policy. */
  principals: readonly string[];
  actions: readonly string[];
  /** Empty in a trust policy. */
  resources: readonly string[];
  conditions: readonly { operator: string; key: string; values: readonly string[] }[];
  /** Why the statement could not be compared by its parts. */
  unreadable?: string;
  /** The same as terms, for `hitsSensitive`. */
  atoms: AtomSet;
}

export interface UnknownDocument {
  side: 'implied' | 'found';
  policy: string;
  reason: string;
}

export interface Comparison {
  gains: Uncovered[];
  losses: Uncovered[];
  unknown: UnknownDocument[];
}
