import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serviceNames, serviceOf } from '../../src/sandbox/services';

const docs = readFileSync(resolve('docs/sandbox.md'), 'utf8');
const tests = [...readdirSync(__dirname).filter((name) => name.endsWith('.test.ts')), 'support/sandbox.ts']
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

/** Names of the table `What is simulated`. */
const documented = new Set(
  docs
    .slice(docs.indexOf('## What is simulated'), docs.indexOf('## What is approximated'))
    .match(/\b[A-Z][A-Za-z]+\b/g),
);

it.each(serviceNames)(
  '%s: every operation is documented, and called through the AWS SDK here',
  async (name) => {
    const operations = [...(await serviceOf(name))!.operations.keys()];
    expect(operations.filter((operation) => !documented.has(operation))).toEqual([]);
    expect(operations.filter((operation) => !tests.includes(`${operation}Command(`))).toEqual([]);
  },
);

it('documents nothing that it does not have', async () => {
  const services = await Promise.all(serviceNames.map((name) => serviceOf(name)));
  const operations = new Set(services.flatMap((service) => [...service!.operations.keys()]));
  const verbs =
    /^(Create|Get|List|Update|Delete|Put|Tag|Untag|Attach|Detach|Remove|Add|Set|Send|Describe|Filter|Simulate|Assume)[A-Z]/;
  const claimed = [...documented].filter((word) => verbs.test(word) && word !== 'AssumeRoleWithWebIdentity');
  expect(claimed.filter((word) => !operations.has(word))).toEqual([]);
});

it('has no service of a name that is no service’s', async () => {
  expect(await serviceOf('constructor')).toBeUndefined();
});
