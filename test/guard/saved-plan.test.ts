import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlannedFile } from '../../src/terraform/planned-file';
import { configurationOf } from '../../src/terraform/saved-plan';
import { stacksOf } from '../access/samples';
import { planOfStack } from './guarding';
import { type ZipEntry, zipOf } from './zip';

const config = '{"output":{"a":{"value":"b"}}}';
const good: ZipEntry[] = [
  { name: 'tfplan', content: 'plan' },
  { name: 'tfstate', content: '{}' },
  { name: 'tfstate-prev', content: '{}' },
  { name: 'tfconfig/m-/cdk.tf.json', content: config },
  { name: 'tfconfig/modules.json', content: '[{"Key":"","Dir":"."}]' },
  { name: '.terraform.lock.hcl', content: '' },
];
const saved = (entries: readonly ZipEntry[]) => configurationOf('main.tfplan', zipOf(entries));

test('a saved plan shows the configuration that was planned', async () => {
  expect(await saved(good)).toEqual({ source: 'main.tfplan', config: JSON.parse(config), foreign: [] });
});

test.each<[string, ZipEntry, string]>([
  ['another file', { name: 'tfconfig/m-/extra.tf', content: '' }, 'm-/extra.tf'],
  [
    'an override file',
    { name: 'tfconfig/m-/cdk_override.tf.json', content: '{}' },
    'm-/cdk_override.tf.json',
  ],
  ['the file of a module', { name: 'tfconfig/m-x/a.tf', content: '' }, 'm-x/a.tf'],
])('%s is foreign', async (_, entry, path) => {
  expect((await saved([...good, entry])).foreign.map((one) => one.path)).toEqual([path]);
});

test('a module is foreign, and a missing stack file has no configuration', async () => {
  const modules = { name: 'tfconfig/modules.json', content: '[{"Key":""},{"Key":"x","Source":"./x"}]' };
  const without = good.filter(({ name }) => !/modules|cdk/.test(name));
  const { config: found, foreign } = await saved([...without, modules]);
  expect(found).toBeUndefined();
  expect(foreign).toHaveLength(1);
});

const bomb = Buffer.alloc(40 * 1024 * 1024);

test.each<[string, ZipEntry[], RegExp]>([
  ['an entry twice', [...good, { name: 'tfplan', content: 'other' }], /twice/],
  [
    'a path that leads out',
    [...good, { name: 'tfconfig/m-/../../x.tf', content: '' }],
    /relative path|no entry/,
  ],
  ['an absolute path', [...good, { name: '/etc/passwd', content: '' }], /absolute path|no entry/],
  ['a backslash', [...good, { name: 'tfconfig\\m-\\x.tf', content: '' }], /characters|no entry/],
  ['an unknown entry', [...good, { name: 'evil', content: '' }], /no entry/],
  ['no plan', good.slice(1), /lacks tfplan/],
  [
    'a bomb',
    [
      ...good,
      ...Array.from({ length: 7 }, (_, index) => ({ name: `tfconfig/m-/${index}.tf`, content: bomb })),
    ],
    /more than/,
  ],
  ['a bomb with a wrong size', [{ name: 'tfstate', content: bomb, size: 10 }, ...good], /too many bytes/],
  ['a wrong checksum', [{ name: 'tfplan', content: 'x', crc: 1 }, ...good.slice(1)], /crc|checksum/i],
  [
    'a key twice',
    [
      ...good.filter(({ name }) => !name.includes('cdk')),
      { name: 'tfconfig/m-/cdk.tf.json', content: '{"a":1,"a":2}' },
    ],
    /twice/,
  ],
  [
    'many entries',
    Array.from({ length: 1001 }, (_, index) => ({ name: `tfconfig/m-/${index}.tf`, content: '' })),
    /1001 entries/,
  ],
])('a saved plan with %s is refused', async (_, entries, reason) => {
  await expect(saved(entries)).rejects.toThrow(reason);
});

describe('a plan file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tendlc-saved-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const refused = expect.objectContaining({ name: 'UserError', exitCode: 2 });
  const read = (file: string, program = 'terraform') => readPlannedFile(file, { program, folder });

  test('of JSON is read without Terraform', async () => {
    const file = join(folder, 'main.json');
    writeFileSync(file, JSON.stringify(planOfStack(stacksOf('bounded'), 'main')));
    expect((await read(file, 'none')).plan.changes.length).toBeGreaterThan(0);
  });

  test('that was saved needs Terraform', async () => {
    const file = join(folder, 'good.tfplan');
    writeFileSync(file, zipOf(good));
    await expect(read(file, join(folder, 'none'))).rejects.toEqual(refused);
    await expect(read(file, join(folder, 'none'))).rejects.toThrow(/not installed/);
    await expect(read(file, 'false')).rejects.toThrow(/could not read/);
  });

  test.each([
    ['truncated', zipOf(good).subarray(0, 200)],
    ['two bytes', Buffer.from('PK')],
    ['of another kind of zip', zipOf([{ name: 'a', content: 'b' }])],
  ])('that is %s is refused', async (name, bytes) => {
    const file = join(folder, `${name}.tfplan`);
    writeFileSync(file, bytes);
    await expect(read(file)).rejects.toEqual(refused);
  });

  test('of 200 MB, or with a key twice, is refused', async () => {
    const large = join(folder, 'large.json');
    writeFileSync(large, '{');
    truncateSync(large, 200 * 1024 * 1024);
    await expect(read(large)).rejects.toThrow(/limit/);
    const twice = join(folder, 'twice.json');
    const text = JSON.stringify(planOfStack(stacksOf('bounded'), 'main'));
    writeFileSync(twice, text.replace('{', '{"format_version":"1.2",'));
    await expect(read(twice)).rejects.toThrow(/stands twice/);
  });
});
