import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JunitCase, junitXml } from '../src/junit';

/** libxml2 as WebAssembly; a dev dependency without which this file cannot run. */
const { validateXML } = require('xmllint-wasm') as {
  validateXML(options: { xml: string[]; schema: string[] }): Promise<{
    valid: boolean;
    errors: { message: string }[];
  }>;
};
const schema = readFileSync(join(__dirname, 'junit.xsd'), 'utf8');
const problemsOf = async (xml: string) =>
  (await validateXML({ xml: [xml], schema: [schema] })).errors.map(({ message }) => message);

const one = (values: Partial<JunitCase>): JunitCase => ({ className: 'c', name: 'n', ...values });
const suite = (...cases: JunitCase[]) => ({
  name: 'suite',
  timestamp: '2026-11-25T21:00:00.123Z',
  properties: { runId: 'abcd1234' },
  cases,
});

it.each([
  ['no suite', []],
  ['a suite without a case', [suite()]],
  [
    'every outcome',
    [
      suite(
        one({ seconds: 0.0004, output: 'message m-1' }),
        one({ outcome: { kind: 'failure', message: 'no\nmore', type: 'AccessDenied' } }),
        one({ outcome: { kind: 'error', message: 'unclear' } }),
        one({ outcome: { kind: 'skipped', message: 'not covered' } }),
      ),
    ],
  ],
  [
    'markup, quotes and control characters',
    [
      suite(
        one({
          name: '<&"\'\u0000\u001b[31m\uffff]]>',
          outcome: { kind: 'failure', message: '\u0008 ]]> & <' },
        }),
      ),
    ],
  ],
])('the XML fits the schema with %s', async (_, suites) => {
  expect(await problemsOf(junitXml(suites))).toEqual([]);
});

it('the names of all suites are unique in their class', () => {
  const xml = junitXml([suite(one({}), one({})), suite(one({}), one({ className: 'd' }))]);
  const names = [...xml.matchAll(/classname="(\w)" name="([^"]+)"/g)].map(([, of, name]) => `${of} ${name}`);
  expect(names).toEqual(['c n', 'c n (2)', 'c n (3)', 'd n']);
});

it.each([
  ['an unknown attribute', (xml: string) => xml.replace('<testsuites ', '<testsuites skipped="0" ')],
  ['a missing attribute', (xml: string) => xml.replace(' classname="c"', '')],
  ['two cases of one name', (xml: string) => xml.replace('n (2)', 'n')],
  ['a time zone', (xml: string) => xml.replace(/(timestamp="[^"]+)"/, '$1Z"')],
])('the schema rejects %s', async (_, change) => {
  const xml = junitXml([suite(one({}), one({}))]);
  expect(change(xml)).not.toBe(xml);
  expect(await problemsOf(change(xml))).not.toEqual([]);
});
