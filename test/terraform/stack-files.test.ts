import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStackFiles } from '../../src/terraform/stack-files';
import { example, matrixOf, stacksOf } from '../access/samples';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tendlc-output-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(stack: string, text: string): void {
  mkdirSync(join(directory, 'stacks', stack), { recursive: true });
  writeFileSync(join(directory, 'stacks', stack, 'cdk.tf.json'), text);
}

test('stacks are read in the order of their names', () => {
  write('main', '{}');
  write('another', '{"resource":{}}');
  mkdirSync(join(directory, 'stacks/not-a-stack'));
  expect(readStackFiles(directory)).toEqual([
    { stack: 'another', config: { resource: {} } },
    { stack: 'main', config: {} },
  ]);
});

test.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['what is nested very deep', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ['nothing', ''],
  ['a key twice', '{"resource":{"aws_iam_role":{}},"resource":{}}'],
])('a stack that holds %s is rejected', (_, text) => {
  write('main', text);
  const refused = expect.objectContaining({ name: 'UserError', exitCode: 2 });
  expect(() => readStackFiles(directory)).toThrow(refused);
});

test.each(['override.tf.json', 'more.tf', 'more.tofu'])('a stack beside %s is rejected', (name) => {
  write('main', '{}');
  writeFileSync(join(directory, 'stacks/main', name), '');
  const refused = expect.objectContaining({ name: 'UserError', exitCode: 2 });
  expect(() => readStackFiles(directory)).toThrow(refused);
});

test('a folder without stacks is rejected', () => {
  const refused = expect.objectContaining({ name: 'UserError', exitCode: 2 });
  expect(() => readStackFiles(directory)).toThrow(refused);
  mkdirSync(join(directory, 'stacks'));
  expect(() => readStackFiles(directory)).toThrow(refused);
});

test.each<[string, string]>([
  ['not JSON', '{"Version":'],
  ['a list', '[]'],
  ['nested very deep', `{"Version":"2012-10-17","Statement":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['huge', JSON.stringify({ Version: '2012-10-17', Statement: [], Id: 'x'.repeat(2_000_000) })],
])('a policy that is %s never has the verdict allowed, and does not crash', (_, policy) => {
  const stacks = stacksOf('example');
  const main = stacks.find(({ stack }) => stack === 'main')!;
  const send = (main.config.resource as never as Record<string, Record<string, { policy: string }>>)
    .aws_iam_role_policy!;
  send['send-development']!.policy = policy;
  const alerts = example().main.numbers.find(({ name }) => name === 'alerts')?.arn;
  const { cells } = matrixOf(example(), stacks);
  const own = cells.filter(
    ({ account, case: which, resource, api }) =>
      account === 'development' && which === 'listed' && resource === alerts && api === 'sms-voice',
  );
  expect(own.length).toBeGreaterThan(0);
  for (const { verdict } of own) expect(verdict).not.toBe('allowed');
});
