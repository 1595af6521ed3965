import { isMap, type Node, visit } from 'yaml';
import { characterName, invisibleSpans, type Span, tooLarge } from '../source';
import { firstLine } from './first-line';
import type { StageRule } from './rule';

const offsetsOf = (node: Node | null | undefined): [number, number] => [
  node?.range?.[0] ?? 0,
  node?.range?.[1] ?? 0,
];

/** The bracket that opens the hundredth level. */
function deepest(text: string): number {
  let level = 0;
  for (let offset = 0; offset < text.length; offset++) {
    if (text[offset] === '[' || text[offset] === '{') level++;
    else if (text[offset] === ']' || text[offset] === '}') level--;
    if (level === 100) return offset;
  }
  return 0;
}

/** The tag in front of a node. */
function tagBefore(text: string, offset: number): Span {
  const start = Math.max(0, text.lastIndexOf('!', offset));
  const first = text.startsWith('!!', start - 1) ? start - 1 : start;
  return [first, first + (/^![^\s,[\]{}]*/.exec(text.slice(first))?.[0].length ?? 1)];
}

/** Rules on the file as YAML. */
export const yamlRules: StageRule<'yaml'>[] = [
  {
    code: 'TD009',
    stage: 'yaml',
    severity: 'error',
    title: 'duplicate key',
    meaning:
      'A map has the same key twice. YAML parsers silently keep one of the two, perhaps the wrong one.',
    *check({ duplicates }) {
      for (const { name, first, again } of duplicates)
        yield {
          offsets: offsetsOf(again),
          message: `The key "${name}" is in this map twice.`,
          fix:
            name === '<<'
              ? 'Merge both maps with one key: "<<: [*first, *second]".'
              : 'Remove or rename one of them.',
          related: [{ offsets: offsetsOf(first), message: 'first used here' }],
        };
    },
  },
  {
    code: 'TD010',
    stage: 'yaml',
    severity: 'error',
    title: 'several documents',
    meaning: 'A line of three hyphens begins another YAML document; the manifest is one document.',
    *check({ secondDocument, text }) {
      if (secondDocument === undefined) return;
      const mark = text.lastIndexOf('---', secondDocument + 3);
      const start = mark === -1 ? secondDocument : mark;
      yield {
        offsets: [start, start + 3],
        message: 'A second YAML document begins here; only the first would be used.',
        fix: 'Remove the line "---", or keep the documents in files of their own (--manifest FILE).',
      };
    },
  },
  {
    code: 'TD011',
    stage: 'yaml',
    severity: 'error',
    title: 'aliases that grow too large',
    meaning: 'Aliases of aliases would grow beyond a million values, or an anchor contains itself.',
    *check({ expandedSize, aliases, ...parsed }) {
      if (!tooLarge({ aliases, expandedSize })) return;
      const last = [...aliases.keys()].at(-1);
      yield {
        offsets: offsetsOf(last ?? parsed.document.contents),
        message:
          expandedSize === Number.POSITIVE_INFINITY
            ? 'This alias is inside its own anchor, so the value would contain itself.'
            : `Replacing the aliases of this file would give ${expandedSize.toLocaleString('en-US')} values.`,
        fix: 'Use defaults for what secondaries have in common.',
      };
    },
  },
  {
    code: 'TD012',
    stage: 'yaml',
    severity: 'error',
    title: 'key that is not a text',
    meaning: 'A key is a map, a list or empty. Keys of the manifest are plain words.',
    *check({ oddKeys }) {
      for (const { node, map } of oddKeys)
        yield {
          offsets:
            node?.range && node.range[1] > node.range[0]
              ? offsetsOf(node)
              : [offsetsOf(map)[0], offsetsOf(map)[0] + 1],
          message: 'A key must be a plain word; this one is a map, a list or empty.',
          fix: 'Write a word before the colon. A value that begins with { or [ needs quotes if it is meant as text.',
        };
    },
  },
  {
    code: 'TD013',
    stage: 'yaml',
    severity: 'error',
    title: 'alias without anchor',
    meaning: 'An alias (*name) needs an anchor (&name) earlier in the file.',
    *check({ unknownAliases }) {
      // TD007 reports a lone *, which is not YAML.
      for (const alias of unknownAliases)
        if (alias.source !== '')
          yield {
            offsets: offsetsOf(alias),
            message: `Nothing before this is named &${alias.source}.`,
            fix: `Put &${alias.source} at the value it stands for, before this line; a text that begins with * needs quotes.`,
          };
    },
  },
  {
    code: 'TD014',
    stage: 'yaml',
    severity: 'error',
    title: 'YAML tag',
    meaning:
      'Tags such as !Ref, !!binary or !!set make a value of another kind, or belong to other tools. A manifest has none.',
    *check({ document, tagged, text }) {
      const unresolved = [...document.warnings, ...document.errors]
        .filter(({ code }) => code === 'TAG_RESOLVE_FAILED')
        .map(({ pos }): Span => pos);
      const explicit = tagged.map((node) => tagBefore(text, offsetsOf(node)[0]));
      const spans = new Map([...unresolved, ...explicit].map((span) => [span[0], span]));
      for (const offsets of spans.values())
        yield {
          offsets,
          message: `A manifest has no YAML tags: ${text.slice(...offsets).slice(0, 40)}.`,
          fix: 'Write the value itself. A text that begins with ! needs quotes.',
        };
    },
  },
  {
    code: 'TD015',
    stage: 'yaml',
    severity: 'error',
    title: 'merge of something other than a map',
    meaning: 'A merge key (<<) takes a map, an alias of a map, or a list of these.',
    *check({ oddMerges }) {
      for (const node of oddMerges)
        yield {
          offsets: offsetsOf(node),
          message: 'A merge key (<<) takes a map, an alias of one, or a list of these.',
          fix: 'Point it at an anchor on a map: "<<: *name".',
        };
    },
  },
  {
    code: 'TD016',
    stage: 'yaml',
    severity: 'error',
    title: 'nested too deep',
    meaning: 'Brackets or indentation are nested so deep that the file cannot be read.',
    *check({ tooDeep, text }) {
      if (!tooDeep) return;
      const at = deepest(text);
      yield {
        offsets: [at, at + 1],
        message: 'The file is nested too deep to be read.',
        fix: 'The manifest needs six levels at most; check that the path names it.',
      };
    },
  },
  {
    code: 'TD017',
    stage: 'yaml',
    severity: 'error',
    title: 'not a map',
    meaning: 'The manifest as a whole must be a map with version, main and secondaries.',
    *check({ document, tooDeep, text }) {
      const { contents, errors } = document;
      if (tooDeep || errors.length > 0 || isMap(contents)) return;
      yield {
        offsets: firstLine(text, offsetsOf(contents)),
        message: contents
          ? 'The manifest must be a map (key: value), with version, main and secondaries.'
          : 'The manifest holds comments only.',
        fix: 'Start from the example, config/accounts.yaml.',
      };
    },
  },
  {
    code: 'TD018',
    stage: 'yaml',
    severity: 'error',
    title: 'list or map with too many values',
    meaning:
      'More than 20,000 values in one list or map: AWS has no account with as many roles, numbers or principals.',
    *check({ oversized, text }) {
      if (!oversized) return;
      yield {
        offsets: firstLine(text, offsetsOf(oversized)),
        message: `This has ${oversized.items.length.toLocaleString('en-US')} values; no list or map of a manifest has as many.`,
        fix: 'Check that the path names the manifest.',
      };
    },
  },
  {
    code: 'TD019',
    stage: 'yaml',
    severity: 'error',
    title: 'invisible character in the file',
    meaning:
      'Between values or in a comment, the file has a character that readers cannot see: a second byte order mark, a zero width space or a control character. A character that reverses the direction of writing can hide what the file does (CVE-2021-42574).',
    *check({ document, broken, text }) {
      const spans = invisibleSpans(text);
      if (spans.length === 0) return;
      const texts: Span[] = [];
      // In a key or a value, another rule names the place.
      if (!broken)
        visit(document, {
          Scalar: (_, { range }) => {
            if (range) texts.push([range[0], range[1]]);
          },
        });
      let next = 0;
      texts.sort(([left], [right]) => left - right);
      for (const [start, end] of spans) {
        while (next < texts.length && texts[next]![1] <= start) next++;
        if (next < texts.length && texts[next]![0] <= start) continue;
        yield {
          offsets: [start, end],
          message: `An invisible character is here (${characterName(text.slice(start, end))}).`,
          fix: 'Delete it. If two files were joined here, write them again as one.',
        };
      }
    },
  },
  {
    code: 'TD020',
    stage: 'yaml',
    severity: 'error',
    title: 'blank that is not a space',
    meaning:
      'No-break spaces and other blanks of Unicode, as web pages have them, look like spaces. YAML reads them as letters.',
    *check({ oddBlanks, text }) {
      for (const offsets of oddBlanks)
        yield {
          offsets,
          message: `This blank is not a space (${characterName(text.slice(...offsets))}).`,
          fix: 'Replace it with spaces.',
        };
    },
  },
  {
    code: 'TD021',
    stage: 'yaml',
    severity: 'error',
    title: 'YAML directive',
    meaning:
      'Under %YAML 1.1 the words no, on and y are booleans, and %TAG changes what tags mean. The manifest is YAML 1.2.',
    *check({ directives, text }) {
      for (const offsets of directives)
        yield {
          offsets,
          message: `The manifest is YAML 1.2, and this directive says otherwise: ${text.slice(...offsets).slice(0, 40)}.`,
          fix: 'Remove this line.',
        };
    },
  },
];
