import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { prettyDiagnostic } from '../../src/cli/check/pretty';
import { parseManifest } from '../../src/manifest';
import { parseYaml, toValue } from '../../src/manifest/source';
import type { Position } from '../../src/manifest/types';
import { good } from './corpus';

const sources = [...good.map(({ file }) => file), 'config/accounts.yaml'].map((file) => readFileSync(file));
const values = sources.map((source) => {
  const parsed = parseYaml(source.toString());
  return toValue(parsed.document.contents, parsed);
});

/** A rejection says something, at a place that exists. Plain throws: `expect` would take most of the time. */
function judge(source: Buffer): void {
  const { manifest, diagnostics } = parseManifest(source, 'accounts.yaml');
  const text = source.toString('utf8').replace(/^\ufeff/, '');
  const lines = text.split(/\r\n|\n|\r/);
  const inside = ({ line, column }: Position) =>
    line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1;
  if (!manifest && !diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error('refused in silence');
  for (const diagnostic of diagnostics) {
    for (const { range } of [diagnostic, ...diagnostic.related])
      if (!inside(range.start) || !inside(range.end))
        throw new Error(`outside of the file: ${JSON.stringify(diagnostic)}`);
    if (diagnostic.message === '' || diagnostic.fix === '')
      throw new Error(`${diagnostic.code} says nothing`);
  }
  const [first] = diagnostics;
  if (first) prettyDiagnostic(first, text, { colors: false });
}

type Edit = (source: Buffer) => Buffer;

const snippets = [
  ...[
    '\t',
    '\n',
    '\r',
    '\u0000',
    '\ufeff',
    '- ',
    ': ',
    '# ',
    '---\n',
    '...\n',
    '&a ',
    '*a',
    '<<: ',
    '!!int ',
    '!x ',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|\n',
    '>\n',
    '? ',
    '%YAML 9\n',
    '${x}',
    '~',
    'yes',
    '0x1f',
    '1e400',
    '__proto__: 1\n',
  ],
  ...['constructor', '\\u0000', '{account}', '+1', '.inf', '*', 'null', '\u2028', '😀', '  '],
].map((text) => Buffer.from(text));

const edits: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.constantFrom('insert', 'delete', 'replace', 'swap', 'truncate', 'repeat', 'byte'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    snippet: fc.constantFrom(...snippets),
    byte: fc.nat(255),
  })
  .map(({ kind, at, to, snippet, byte }) => (source) => {
    const [start, length] = [Math.floor(at * source.length), Math.floor(to * 40)];
    const [head, tail] = [source.subarray(0, start), source.subarray(start)];
    if (kind === 'insert') return Buffer.concat([head, snippet, tail]);
    if (kind === 'delete') return Buffer.concat([head, tail.subarray(length)]);
    if (kind === 'replace') return Buffer.concat([head, snippet, tail.subarray(snippet.length)]);
    if (kind === 'swap') return Buffer.concat([tail.subarray(0, length), head, tail.subarray(length)]);
    if (kind === 'truncate') return head;
    if (kind === 'repeat') return Buffer.concat([head, tail.subarray(0, length), tail]);
    return Buffer.concat([head, Buffer.from([byte]), tail.subarray(1)]);
  });

/** Anything where anything stood: the structure is odd, the YAML is well formed. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'x',
    '*',
    'account',
    '{account}',
    '${a}',
    '111122223333',
    111122223333,
  ),
  fc.constantFrom([], {}, [[]], [null], [{}], { a: 1 }, { NAME: null }, ['alerts', 'alerts'], [1, 'a', true]),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Graft {
  at: number;
  value: unknown;
  rename: boolean;
}

function graft(root: unknown, { at, value, rename }: Graft): unknown {
  const copy = structuredClone(root);
  const places: { parent: Record<string, unknown>; key: string }[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push({ parent: node as Record<string, unknown>, key });
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const place = places[Math.floor(at * places.length)];
  if (!place) return copy;
  if (rename && !Array.isArray(place.parent)) {
    place.parent[JSON.stringify(value).slice(0, 20)] = place.parent[place.key];
    delete place.parent[place.key];
  } else place.parent[place.key] = value;
  return copy;
}

const runs = Number(process.env.TENDLC_PROPERTY_RUNS ?? 10_000);

describe(`${2 * runs} broken manifests: no crash, no hang, a position inside the file`, () => {
  it('bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(edits, { minLength: 1, maxLength: 3 }),
        (source, list) => {
          judge(list.reduce((text: Buffer, edit) => edit(text), source));
        },
      ),
      { numRuns: runs },
    );
  }, 300_000);

  it('structure', () => {
    const grafts = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      value: odd,
      rename: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...values),
        fc.array(grafts, { minLength: 1, maxLength: 3 }),
        (value, list) => {
          judge(Buffer.from(stringify(list.reduce(graft, value), { aliasDuplicateObjects: false })));
        },
      ),
      { numRuns: runs },
    );
  }, 300_000);
});
