import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inSandbox, rehearsalProfiles } from '../../src/cli/verify/rehearse';
import { delegate } from '../../src/delegation';
import { hasPassed, runProbes, type VerifyReport } from '../../src/harness';
import { OUTPUT_FOLDER, SANDBOX_FOLDER } from '../../src/output-layout';
import { synthesize } from '../../stacks';
import { manifestOf, planOf } from '../harness/world';
import { policy, stack, trust } from './sabotages';

const manifest = manifestOf();
const directory = join(SANDBOX_FOLDER, 'sabotage-rehearsal');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let runs = 0;
/** The report of a rehearsal of a changed output. */
async function rehearsed(...changes: ((outdir: string) => void)[]): Promise<VerifyReport> {
  const run = join(directory, `run-${++runs}`);
  const outdir = join(run, OUTPUT_FOLDER);
  synthesize(manifest, delegate(manifest), outdir, { sandbox: true });
  for (const apply of changes) apply(outdir);
  const plan = planOf(manifest, { rehearsal: rehearsalProfiles });
  return inSandbox(manifest, outdir, { directory: run }, () => runProbes(plan, { propagationTimeout: 0 }));
}

const notPassed = ({ probes }: VerifyReport) =>
  probes.filter(({ status }) => status !== 'passed').map(({ id, status }) => `${status} ${id}`);

it('passes an unchanged output, as each listed principal and as an unlisted account', async () => {
  const report = await rehearsed();
  expect(notPassed(report)).toEqual([]);
  const names = report.probes.map(({ probe }) => probe);
  expect(names.filter((name) => name === 'assume-as-principal')).toHaveLength(7);
  expect(names.filter((name) => name === 'outsider-unlisted-account')).toHaveLength(5);
});

it.each([
  ['role/app-notifier', 'app-notifier'],
  ['sso/Developers', 'AWSReservedSSO_Developers'],
])('notices that the trust policy lost its entry for %s', async (text, part) => {
  const report = await rehearsed(
    trust('development', (statement) => {
      const { ArnLike } = statement.Condition;
      ArnLike['aws:PrincipalArn'] = ArnLike['aws:PrincipalArn'].filter((arn: string) => !arn.includes(part));
    }),
  );
  expect(notPassed(report)).toEqual([`failed development/assume-as-principal/${text}`]);
});

it('counts no denial of an outsider whose own policy does not allow the call', async () => {
  const wideTrust = trust('development', (statement) => {
    delete statement.Condition.ArnLike;
  });
  const noPolicies = stack('secondary-development', (json) => {
    json.resource.aws_iam_role_policy = {};
  });
  const report = await rehearsed(wideTrust, noPolicies);
  expect(hasPassed(report)).toBe(false);
  expect(notPassed(report)).toEqual(
    expect.arrayContaining(['inconclusive development/outsider-same-account']),
  );
});

it('counts no denial of a suspended account whose verifier may not call', async () => {
  const noAttachment = stack('secondary-old-partner', (json) => {
    json.resource.aws_iam_role_policy_attachment = {};
  });
  const report = await rehearsed(noAttachment);
  expect(hasPassed(report)).toBe(false);
  expect(notPassed(report)).toEqual(
    expect.arrayContaining([
      'failed old-partner/verifier-may-try/arn:aws:iam::666677778888:role/tendlc/TenDlcVerifier',
      'inconclusive old-partner/assume-suspended',
    ]),
  );
});

it('notices that a listed principal of a suspended account can still assume the role', async () => {
  const reopened = policy(
    'main',
    'aws_iam_role',
    'sender-old-partner',
    'assume_role_policy',
    ({ Statement }) => {
      Statement.pop();
      Statement[0].Condition.ArnLike = {
        'aws:PrincipalArn': 'arn:aws:iam::666677778888:role/partner-bridge',
      };
    },
  );
  const report = await rehearsed(reopened);
  expect(notPassed(report)).toEqual(['failed old-partner/assume-as-principal/role/partner-bridge']);
});
