import type { YAMLParseError } from 'yaml';
import { openQuote } from '../source';
import { firstLine } from './first-line';
import type { StageRule, Stages } from './rule';

/** Codes of `yaml` that have a rule of their own. */
const special = new Set(['TAB_AS_INDENT', 'TAG_RESOLVE_FAILED']);

/** These break nothing that follows. */
const alone = new Set(['BAD_SCALAR_START', 'BAD_DQ_ESCAPE']);

/** One mistake often breaks what follows: of findings on one line or the next, the first is the one that helps. */
function* syntaxErrors(
  { document, text, oddKeys, directives, oddBlanks }: Stages['yaml'],
  wanted: (code: string) => boolean,
) {
  // These change how the rest is read, and have rules of their own.
  if (directives.length > 0 || oddBlanks.length > 0) return;
  let last = Number.NEGATIVE_INFINITY;
  let [line, counted] = [1, 0];
  for (const error of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    for (; counted < error.pos[0]; counted++) if (text[counted] === '\n') line++;
    // What is odd about such a key is said by its own rule.
    if (
      oddKeys.some(
        ({ node }) => node?.range && node.range[0] <= error.pos[0] && error.pos[0] <= node.range[1],
      )
    )
      continue;
    if ((line > last + 1 || (line > last && alone.has(error.code))) && wanted(error.code)) yield error;
    last = line;
  }
}

interface Hint {
  /** Of the message of `yaml`. */
  says: RegExp;
  message: string;
  fix: string;
}

/** What the parser says, in the words of somebody who edits a manifest. */
const hints: Hint[] = [
  {
    says: /^(?:Implicit keys need|Implicit map keys need|The : indicator must)/,
    message: 'This line is not "key: value".',
    fix: 'Put a colon and a blank after the key.',
  },
  {
    says: /^Nested mappings are not allowed/,
    message: 'A second colon stands on this line.',
    fix: 'Put a text that holds ": " in quotes, or begin the inner map on a line of its own.',
  },
  {
    says: /block-seq-ind on same line/,
    message: 'A list cannot begin on the line of its key.',
    fix: 'Begin it on the next line, or write it in brackets: [a, b].',
  },
  {
    says: /must start at the same column|Sequence item without/,
    message: 'This line is indented differently from the others of its map or list.',
    fix: 'Give it the indentation of the lines beside it.',
  },
  {
    says: /^Flow (?:sequence|map) in block collection|^Expected flow (?:sequence|map) to end|must be sufficiently indented/,
    message: 'A bracket is not closed before this.',
    fix: 'Close [ with ] and { with }.',
  },
  {
    says: /^Missing ,/,
    message: 'A comma is missing between two values in brackets.',
    fix: 'Separate them by a comma and a blank.',
  },
  {
    says: /^(?:Plain value cannot start with|Alias cannot be an empty string)/,
    message: 'A text that begins with this character needs quotes.',
    fix: 'Put it in quotes.',
  },
  {
    says: /^Invalid escape sequence/,
    message: 'In double quotes a backslash begins an escape sequence, and this is none.',
    fix: 'Use single quotes, or write the backslash twice.',
  },
];

const anyHint: Omit<Hint, 'says'> = {
  message: '',
  fix: 'Check indentation, quotes, brackets and colons on this line and the one before.',
};

const openQuoteHint = {
  message: 'Not YAML: this quote is not closed.',
  fix: 'Close it on the same line.',
};

const placeholder = /\{account(?:Id)?\}/;

const placeholderHint: Omit<Hint, 'says'> = {
  message: 'A text with {account} or {accountId} needs quotes: YAML reads braces as a map.',
  fix: 'Put the whole text in quotes.',
};

const conflict = /^(?:<{7}|={7}|>{7})(?:\s|$)/;

const conflictHint: Omit<Hint, 'says'> = {
  message: 'A merge conflict is left here.',
  fix: 'Decide for one side, and remove the lines <<<<<<<, ======= and >>>>>>>.',
};

const deeperHint: Omit<Hint, 'says'> = {
  message: 'This line is indented deeper than the one before, which has a value already.',
  fix: 'Give it the indentation of the keys beside it.',
};

/** A value that runs on into the next line, since that is indented deeper: what is wrong is that line. */
function deeperLine(text: string, { message, pos }: YAMLParseError): [number, number] | undefined {
  if (!/^Nested mappings are not allowed/.test(message)) return undefined;
  const rest = /^[^\n]*/.exec(text.slice(pos[0]))?.[0] ?? '';
  if (/:(?:\s|$)/.test(rest.replace(/\s#.*$/, ''))) return undefined;
  const blanks = /^\s*/.exec(text.slice(pos[0] + rest.length))?.[0] ?? '';
  const start = pos[0] + rest.length + blanks.length;
  return firstLine(text, [start, text.length]);
}

/** The line, without what stands in quotes. */
function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');
}

/** Where the mistake was made, rather than where the parser noticed it. */
function origin({ text }: Stages['yaml'], error: YAMLParseError): [number, number] {
  // Bad indentation is noticed at the beginning of its line.
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(error.pos[0])) ?? [];
  const start = error.pos[0] + blanks.length;
  return firstLine(text, [start, Math.max(error.pos[1], start + 1)]);
}

/** Rules on text that is not valid YAML. */
export const syntaxRules: StageRule<'yaml'>[] = [
  {
    code: 'TD007',
    stage: 'yaml',
    severity: 'error',
    title: 'not YAML',
    meaning: 'The file cannot be read as YAML 1.2. Nothing after it is judged until it is.',
    *check(subject) {
      const errors = [...syntaxErrors(subject, (code) => !special.has(code))];
      const quote = errors.length > 0 ? openQuote(subject.text) : undefined;
      for (const error of errors) {
        // The quotes after an open one are read the wrong way round: whatever else is said follows from that.
        if (quote !== undefined && error.pos[0] >= quote) {
          yield { offsets: [quote, quote + 1], ...openQuoteHint };
          return;
        }
        const deeper = deeperLine(subject.text, error);
        const { message, fix } =
          (conflict.test(subject.text.slice(error.pos[0], error.pos[0] + 8)) ? conflictHint : undefined) ??
          (deeper && deeperHint) ??
          (placeholder.test(lineAt(subject.text, error.pos[0])) ? placeholderHint : undefined) ??
          hints.find(({ says }) => says.test(error.message)) ??
          anyHint;
        yield {
          offsets: deeper ?? origin(subject, error),
          message: `Not YAML: ${message || `${error.message.replace(/\s*\n[\s\S]*$/, '').replace(/\.$/, '')}.`}`,
          fix,
        };
      }
    },
  },
  {
    code: 'TD008',
    stage: 'yaml',
    severity: 'error',
    title: 'tab as indentation',
    meaning: 'YAML does not allow tabs for indentation, since their width differs from editor to editor.',
    *check(subject) {
      for (const { pos } of syntaxErrors(subject, (code) => code === 'TAB_AS_INDENT'))
        yield {
          offsets: pos,
          message: 'This line is indented with a tab; YAML allows spaces only.',
          fix: 'Replace it with two spaces for each level.',
        };
    },
  },
];
