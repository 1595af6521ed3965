import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadManifest } from '../../src/cli/load-manifest';
import { rehearsalProfiles, rehearse } from '../../src/cli/verify/rehearse';
import { delegate } from '../../src/delegation';
import {
  definitionOf,
  effectiveRate,
  type Probe,
  planProbes,
  runProbes,
  type VerifyReport,
} from '../../src/harness';
import { SANDBOX_FOLDER } from '../../src/output-layout';
import { whoAmINow } from './who-am-i';

/**
 * `tendlc verify` as Jest tests: a describe for each account, a test for each probe, a todo for each gap. On AWS, with
 * the credentials that every AWS tool finds: `npm run test:post-apply`. `npm test` runs them in the sandbox. You can
 * add tests of your own beside this file: the probes have run before the first of its tests.
 */
const onAws = process.env.TENDLC_POST_APPLY === 'aws';
const manifest = loadManifest();
const plan = planProbes(manifest, delegate(manifest), {
  runId: randomBytes(4).toString('hex'),
  caller: onAws ? whoAmINow(manifest.main.region) : undefined,
  rehearsal: onAws ? undefined : rehearsalProfiles,
});
let report: VerifyReport;
const resultOf = (id: string) => report.probes.find((one) => one.id === id);
/** Only the run shows whether these can be tried; if not, the report lists them as not covered. */
const mayBeGap = ({ probe }: Probe) => definitionOf(probe).mayBeGap === true;

beforeAll(async () => {
  report = onAws
    ? await runProbes(plan, { rate: effectiveRate(plan.sendRate) })
    : await rehearse(
        manifest,
        () => runProbes(plan, { propagationTimeout: 0 }),
        join(SANDBOX_FOLDER, 'post-apply'),
      );
}, 3_600_000);

describe.each(plan.accounts)('$account ($accountId)', ({ account, probes }) => {
  it.each(probes.filter((probe) => !mayBeGap(probe)))('$probe $number is $expected, as $as', ({ id }) => {
    expect(resultOf(id)).toMatchObject({ status: 'passed', cause: '', fix: '' });
  });

  const open = probes.filter(mayBeGap);
  if (open.length === 0) return;
  it.each(open)('$probe, $as: is $expected, or listed as not covered', ({ id, probe }) => {
    const result = resultOf(id);
    if (result) expect(result).toMatchObject({ status: 'passed', cause: '', fix: '' });
    else expect(report.notCovered).toContainEqual(expect.objectContaining({ account, probe }));
  });
});

describe('not covered', () => {
  for (const { account, probe, why } of plan.notCovered) it.todo(`${account}, ${probe}: ${why}`);

  it('has a probe or a gap for every account', () => {
    const gaps = plan.notCovered.map(({ account }) => account);
    const probed = plan.accounts.map(({ account }) => account);
    expect([...probed, ...gaps]).toEqual(expect.arrayContaining(manifest.secondaries.map(({ key }) => key)));
  });
});
