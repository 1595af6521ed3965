import { rateOf } from '../../../src/cli/verify/rate';
import { manifestOf, planOf } from '../../harness/world';

const manifest = manifestOf();
const plan = planOf(manifest);
/** Messages a second: the manifest's default. */
const PACE = 0.5;

const names = ['TENDLC_SANDBOX', 'TENDLC_SANDBOX_RATES'] as const;
const before = names.map((name) => process.env[name]);
afterEach(() => {
  for (const [at, name] of names.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
});

it.each<[string, { TENDLC_SANDBOX?: string; TENDLC_SANDBOX_RATES?: string }, number | undefined]>([
  ['on AWS', {}, PACE],
  ['on AWS, with a leftover variable', { TENDLC_SANDBOX_RATES: 'off' }, PACE],
  ["in a sandbox with AWS's rates", { TENDLC_SANDBOX: '1', TENDLC_SANDBOX_RATES: 'aws' }, PACE],
  ['in a sandbox that does not say its rates', { TENDLC_SANDBOX: '1' }, PACE],
  ['in a sandbox without rates', { TENDLC_SANDBOX: '1', TENDLC_SANDBOX_RATES: 'off' }, undefined],
])('the pace %s', async (_, environment, expected) => {
  for (const name of names) delete process.env[name];
  Object.assign(process.env, environment);
  const caller = { accountId: '999900001111', arn: 'arn:aws:iam::999900001111:role/pipeline' };
  const options = { sandbox: undefined, mainProfile: undefined };
  expect(await rateOf(manifest, plan, caller, options as Parameters<typeof rateOf>[3])).toBe(expected);
});

it('has no pace in a rehearsal', async () => {
  const options = { sandbox: true } as Parameters<typeof rateOf>[3];
  expect(await rateOf(manifest, plan, undefined, options)).toBeUndefined();
});
