import type { BaseManifest } from '../base';
import type { Draft, Issue } from '../draft';
import type { DecodedSource, ParsedDocument } from '../source';
import type { ManifestPath, RelatedPosition, Severity } from '../types';

/** Where a finding points: a place of the manifest, or characters of the text if the text is not yet parsed. */
export interface Place {
  at?: ManifestPath;
  /** Underline the key instead of the value. */
  part?: 'key' | 'value';
  offsets?: readonly [number, number];
}

export interface Finding extends Place {
  /** Tells findings apart that are of one rule and at one position. */
  id?: string;
  message: string;
  fix: string;
  /** Places of this file, or positions in another. */
  related?: ((Place & { message: string }) | RelatedPosition)[];
}

/** The manifest and an earlier one that it takes the place of. */
interface BaseComparison {
  draft: Draft;
  base: BaseManifest;
}

/** What a rule of each stage looks at; a stage runs only where the one before has left something to look at. */
export interface Stages {
  source: DecodedSource;
  yaml: ParsedDocument & { text: string };
  meaning: Draft;
  base: BaseComparison;
}

interface Described {
  /** `TD###`, never changes. */
  code: string;
  severity: Severity;
  /** A few words, for the table of docs/diagnostics.md. */
  title: string;
  /** Why it is one, for an engineer who meets it for the first time. */
  meaning: string;
}

export interface StageRule<Stage extends keyof Stages> extends Described {
  stage: Stage;
  check(subject: Stages[Stage]): Iterable<Finding>;
}

/** Explains what the schema refuses; the first structure rule that matches an issue speaks for it. */
export interface StructureRule extends Described {
  stage: 'structure';
  matches(issue: Issue, draft: Draft): boolean;
  explain(issue: Issue, draft: Draft): Finding;
}

export type Rule =
  | StageRule<'source'>
  | StageRule<'yaml'>
  | StageRule<'meaning'>
  | StageRule<'base'>
  | StructureRule;
