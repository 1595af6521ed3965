import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames, serviceOf } from '../../src/sandbox/services/service-table';

const tests = [...readdirSync(__dirname).filter((name) => name.endsWith('.test.ts')), 'support/sandbox.ts']
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

it.each(serviceNames)('calls every operation of %s through the AWS SDK in some test', async (name) => {
  const operations = [...(await serviceOf(name))!.operations.keys()];
  expect(operations.filter((operation) => !tests.includes(`${operation}Command(`))).toEqual([]);
});

it('finds no service under a name that every object has', async () => {
  expect(await serviceOf('constructor')).toBeUndefined();
});
