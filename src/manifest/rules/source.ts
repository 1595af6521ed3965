import { maximumBytes } from '../source';
import type { StageRule } from './rule';

/** Rules on the bytes of the file. */
export const sourceRules: StageRule<'source'>[] = [
  {
    code: 'TD002',
    stage: 'source',
    severity: 'error',
    title: 'empty file',
    meaning: 'The manifest holds nothing but blanks.',
    *check({ text, bytes, tooLarge, otherEncoding }) {
      if (tooLarge || otherEncoding || text.trim() !== '') return;
      yield {
        message: bytes === 0 ? 'The manifest is empty.' : 'The manifest holds nothing but blanks.',
        fix: 'Start from the example, config/accounts.yaml: version, main and secondaries are required.',
      };
    },
  },
  {
    code: 'TD003',
    stage: 'source',
    severity: 'error',
    title: 'file over 10 MB',
    meaning: 'No manifest that a person edits is that large; it is refused before anything is parsed.',
    *check({ tooLarge }) {
      if (!tooLarge) return;
      yield {
        message: `The manifest has more than ${maximumBytes.toLocaleString('en-US')} bytes.`,
        fix: 'Check that the path names the manifest. Put what secondaries have in common into defaults.',
      };
    },
  },
  {
    code: 'TD004',
    stage: 'source',
    severity: 'error',
    title: 'not UTF-8',
    meaning:
      'The manifest must be UTF-8: in another encoding names and tags would reach AWS as other characters.',
    *check({ invalidAt, otherEncoding }) {
      if (invalidAt === undefined) return;
      yield {
        offsets: [invalidAt, invalidAt + 1],
        message: otherEncoding
          ? `The file is ${otherEncoding}, not UTF-8.`
          : 'These bytes are not UTF-8; everything before them is.',
        fix: 'Save the file as UTF-8 (iconv -f FROM -t UTF-8 converts it).',
      };
    },
  },
  {
    code: 'TD005',
    stage: 'source',
    severity: 'warning',
    title: 'byte order mark',
    meaning:
      'The file begins with a byte order mark. It is skipped here; other tools take it for a part of the first key.',
    *check({ byteOrderMark, invalidAt }) {
      if (!byteOrderMark || invalidAt !== undefined) return;
      yield {
        offsets: [0, 0],
        message: 'The file begins with a byte order mark (BOM).',
        fix: 'Save it as UTF-8 without BOM.',
      };
    },
  },
  {
    code: 'TD006',
    stage: 'source',
    severity: 'note',
    title: 'Windows line ends',
    meaning:
      'Lines end in CR LF. The manifest means the same; a diff between two editors may show every line.',
    *check({ text, invalidAt }) {
      const first = text.indexOf('\r\n');
      if (first === -1 || invalidAt !== undefined) return;
      yield {
        offsets: [first, first],
        message: 'Lines end in CR LF (Windows); the manifest means the same.',
        fix: 'To keep diffs small, set "*.yaml text eol=lf" in .gitattributes.',
      };
    },
  },
];
