import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessRequest, Policy, PolicySet, Principal, Reason, StatementTrace } from '../../src/iam';
import * as iam from '../../src/iam';

/** The evaluator, or a mutant of it. */
export type Evaluator = Pick<
  typeof iam,
  'authorize' | 'decidedByText' | 'explain' | 'parsePolicy' | 'NOT_EVALUATED'
>;

/** A policy document as text or object, a list of statements of the current version, or what the policy set says instead of it. */
type Document = string | object | object[] | 'unknown' | 'none';

export interface CorpusCase {
  name: string;
  /** The page where AWS documents it, if it is not the file's. */
  source?: string;
  caller?: string;
  action?: string;
  resource?: string;
  resourceAccountId?: string;
  /** Added to the file's context. */
  context?: Record<string, string | string[]>;
  /** Keys of the file's context that this case leaves out. */
  without?: string[];
  absentKeys?: string[];
  /** A Condition in an identity policy that allows everything else. */
  condition?: unknown;
  identity?: Document[];
  boundary?: Document;
  /** The resource's policy. */
  policy?: Document;
  /** A role's trust policy. */
  trust?: Document | null;
  expect: 'allowed' | 'denied' | 'unknown';
  reason?: Reason;
  /** In the words of `decidedByText`. */
  decidedBy?: string;
  /** By `POLICY/STATEMENT`: the beginning of the text in which `explain` says why the statement did not apply. */
  because?: Record<string, string>;
  /** The whole result of `explain`. */
  trace?: StatementTrace[];
}

interface CorpusFile {
  topic: string;
  source: string;
  defaults?: Partial<CorpusCase>;
  cases: CorpusCase[];
}

const FOLDER = join(__dirname, '../corpus/iam');
const CALLERS = JSON.parse(readFileSync(join(FOLDER, 'callers.json'), 'utf8')) as Record<string, Principal>;

export function readCorpus(): { file: string; corpus: CorpusFile }[] {
  return readdirSync(FOLDER)
    .map((file) => ({ file, corpus: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as CorpusFile }))
    .filter(({ corpus }) => Array.isArray(corpus.cases));
}

/** A case with the defaults of its file, as arguments of `authorize`. */
function readCase(
  { parsePolicy }: Evaluator,
  defaults: Partial<CorpusCase>,
  given: CorpusCase,
): [AccessRequest, PolicySet] {
  const made = { ...defaults, ...given, context: { ...defaults.context, ...given.context } };
  for (const key of made.without ?? []) delete made.context[key];
  const principal = CALLERS[made.caller ?? 'ann'];
  if (principal === undefined) throw new Error(`No caller is named ${made.caller}`);
  const conditional = [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: made.condition }];
  const identity = given.condition === undefined ? (made.identity ?? []) : (given.identity ?? [conditional]);

  function readPolicy(name: string, document: Document): Policy {
    const source = Array.isArray(document) ? { Version: '2012-10-17', Statement: document } : document;
    return parsePolicy(name, source);
  }
  function optional<Word extends string>(
    name: string,
    document: Document | null | undefined,
    ...words: Word[]
  ): Policy | Word | undefined {
    if (document === undefined || document === null) return undefined;
    return words.find((word) => word === document) ?? readPolicy(name, document);
  }
  const request: AccessRequest = {
    action: made.action ?? 's3:GetObject',
    resource: made.resource ?? 'arn:aws:s3:::my-media/a.png',
    resourceAccountId: made.resourceAccountId ?? '111122223333',
    principal,
    context: made.context,
    ...(made.absentKeys && { absentKeys: made.absentKeys }),
  };
  return [
    request,
    {
      identity: identity.map((document, index) => readPolicy(`identity-${index + 1}`, document)),
      boundary: optional('boundary', made.boundary, 'unknown'),
      resource: optional('resource', made.policy ?? made.trust, 'unknown', 'none'),
    },
  ];
}

/** What the case expects and what the evaluator returns, in the same form. */
export function runCase(
  defaults: Partial<CorpusCase>,
  given: CorpusCase,
  evaluator: Evaluator = iam,
): { expected: object; received: object } {
  const [request, policies] = readCase(evaluator, defaults, given);
  const decision = evaluator.authorize(request, policies);
  const { verdict, reason } = decision;
  const decidedBy = evaluator.decidedByText(decision);
  const traces = evaluator.explain(request, policies);
  const because: Record<string, string | undefined> = {};
  for (const [id, words] of Object.entries(given.because ?? {})) {
    const trace = traces.find(({ policy, statement }) => `${policy}/${statement}` === id);
    because[id] = trace?.because.slice(0, words.length);
  }
  return {
    expected: {
      verdict: given.expect,
      reason: given.reason ?? reason,
      decidedBy: given.decidedBy ?? decidedBy,
      because: given.because ?? {},
      ...(given.trace && { trace: given.trace }),
    },
    received: { verdict, reason, decidedBy, because, ...(given.trace && { trace: traces }) },
  };
}
