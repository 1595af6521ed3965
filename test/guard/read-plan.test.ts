import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlan } from '../../src/terraform/plan';
import { stacksOf } from '../access/samples';
import { planOfStack } from './guarding';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tendlc-plan-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const good = (): object => planOfStack(stacksOf('example'), 'main');
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each<[string, () => string | Buffer, RegExp]>([
  ['nothing', () => '', /empty/],
  ['half of a plan', () => JSON.stringify(good()).slice(0, 5000), /JSON/],
  ['a text', () => 'No changes.', /JSON/],
  ['a number', () => '7', /no object/],
  ['a list', () => '[]', /no object/],
  ['the saved plan', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), /saved plan/],
  ['something binary', () => Buffer.from([1, 2, 0, 255]), /UTF-8/],
  ['UTF-16 of PowerShell', () => Buffer.from(`\uFEFF${JSON.stringify(good())}`, 'utf16le'), /UTF-16/],
  [
    'the log of plan -json',
    () => '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
    /plan -json/,
  ],
  ['a state', () => JSON.stringify({ format_version: '1.0', values: { root_module: {} } }), /a state/],
  ['the rendering of HCP Terraform', () => JSON.stringify({ plan_format_version: '1.2' }), /HCP/],
  ['an older format', () => JSON.stringify({ ...good(), format_version: '0.2' }), /0\.2/],
  ['a newer format', () => JSON.stringify({ ...good(), format_version: '2.0' }), /2\.0/],
  ['no version', () => JSON.stringify({ resource_changes: [] }), /format_version/],
  ['no configuration', () => JSON.stringify({ ...good(), configuration: undefined }), /configuration/],
  [
    'a plan with a very deep value',
    () => JSON.stringify(good()).replace('"errored":false', `"errored":${nested(5000)}`),
    /deep/,
  ],
  ['nothing but depth', () => nested(1_000_000), /./],
])('%s is refused with a reason and what to do', (name, content, reason) => {
  const file = join(directory, `${name.replace(/\W/g, '-')}.json`);
  writeFileSync(file, content());
  expect(() => readPlan(file)).toThrow(expect.objectContaining({ name: 'UserError', exitCode: 2 }));
  expect(() => readPlan(file)).toThrow(reason);
  expect(() => readPlan(file)).toThrow(/terraform show -json/);
});

test('a file that is not there, and a folder', () => {
  for (const file of [join(directory, 'none.json'), directory]) {
    expect(() => readPlan(file)).toThrow(expect.objectContaining({ exitCode: 2 }));
  }
});

test('a byte order mark and a newer minor version are no obstacle', () => {
  const file = join(directory, 'bom.json');
  writeFileSync(file, `\uFEFF${JSON.stringify({ ...good(), format_version: '1.9', more: true })}`);
  expect(readPlan(file).changes.length).toBeGreaterThan(10);
});
