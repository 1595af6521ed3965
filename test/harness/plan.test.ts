import { effectiveRate, estimate, type ProbePlan, withoutProbes } from '../../src/harness';
import { workers } from '../../src/harness/run/pace';
import { managed, manifestOf, planOf, small } from './world';

const ids = (plan: ProbePlan, account = 'dev') =>
  plan.accounts
    .filter((one) => one.account === account)
    .flatMap(({ probes }) =>
      probes.map(({ id, expected }) => `${expected === 'denied' ? '!' : ''}${id.slice(account.length + 1)}`),
    );
const gaps = (plan: ProbePlan, account = 'dev') =>
  plan.notCovered.filter((gap) => gap.account === account).map(({ probe }) => probe);

const dev = (more: string) =>
  `  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], ${more} }`;
const ops = '  ops: { accountId: "333344445555", numbers: [alerts], principals: account }';
const full = [
  'identity',
  'assume',
  'simulate-assume/arn:aws:iam::222233334444:role/app',
  'outsider-may-try/arn:aws:iam::222233334444:role/tendlc/TenDlcOutsider',
  'outsider-may-try/arn:aws:iam::333344445555:role/tendlc/TenDlcOutsider',
  'send/alerts',
  '!send-unlisted-number/offers',
  '!other-action',
  '!other-action-on-number/alerts',
  '!assume-without-external-id',
  '!assume-wrong-external-id',
  '!outsider-same-account',
  '!outsider-other-account',
];
/** A run on AWS has no credentials of listed principals, and the manifest has no `verify.outsider`. */
const always = ['assume-as-principal', 'outsider-unlisted-account'];
const verifierMayTry = 'verifier-may-try/arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier';
const without = (...dropped: string[]) => full.filter((id) => !dropped.some((one) => id.includes(one)));

describe('what is planned for a secondary', () => {
  it.each([
    ['external ID and principals', dev('externalId: dev-1'), full, always],
    ['no external ID', dev(''), without('external-id'), [...always, 'assume-without-external-id']],
    [
      'an external ID that is being rotated',
      dev('externalId: { current: dev-2, previous: dev-1 }'),
      [...full.slice(0, 2), 'assume-previous-external-id', ...full.slice(2)],
      always,
    ],
    [
      'session context',
      dev('externalId: dev-1, sessionContext: [tags]'),
      [...full.slice(0, 2), 'assume-with-session-context', ...full.slice(2)],
      always,
    ],
    [
      'both numbers: no probe can use another one',
      dev('externalId: dev-1').replace('[alerts]', '[alerts, offers]'),
      [...without('send-unlisted-number'), 'send/offers'],
      [...always, 'send-unlisted-number'],
    ],
    [
      'a pattern that matches the outsider',
      dev('externalId: dev-1').replace('role/app', 'role/tendlc/*'),
      without('outsider-same-account', '222233334444:role/tendlc/TenDlcOutsider', 'simulate-assume'),
      [...always, 'outsider-same-account', 'simulate-assume'],
    ],
    [
      'a whole account',
      dev('externalId: dev-1').replace('[role/app]', 'account'),
      without('outsider-same-account', '222233334444:role/tendlc/TenDlcOutsider', 'simulate-assume'),
      ['outsider-same-account', 'outsider-unlisted-account'],
    ],
    [
      'suspended',
      dev('externalId: dev-1, status: suspended'),
      [
        'identity',
        full[3],
        full[4],
        verifierMayTry,
        '!assume-suspended',
        '!send-suspended/alerts',
        ...full.slice(-2),
      ].sort(),
      ['assume-without-external-id', 'outsider-unlisted-account'],
    ],
    [
      'removed, without a principal to act as',
      dev('externalId: dev-1, status: removed'),
      [],
      ['assume-removed', 'outsider-unlisted-account'],
    ],
    [
      'removed, with a testAs',
      dev('externalId: dev-1, status: removed, testAs: { profile: dev }'),
      ['identity', '!assume-removed'],
      // Terraform has deleted the assume policy too, so that its absence may deny the call.
      ['outsider-unlisted-account', 'verifier-may-try'],
    ],
  ])('%s', (_, secondary, probes, missing) => {
    const plan = planOf(small(`${secondary}\n${ops}`, managed));
    expect(ids(plan).sort()).toEqual([...probes].sort());
    expect(gaps(plan).sort()).toEqual([...missing].sort());
  });

  it.each([
    ['every number is listed', '[alerts, offers]', true],
    ['a number is not listed', '[alerts]', false],
  ])('a made-up number is observed, if %s', (_, numbers, observed) => {
    const plan = planOf(small(dev('externalId: dev-1').replace('[alerts]', numbers), managed));
    const made = plan.accounts[0]!.observations.filter(({ what }) => what.includes('made-up'));
    expect(made).toHaveLength(Number(observed));
    for (const { call } of made) expect(call).toMatchObject({ dryRun: true, destination: '+14254147755' });
  });

  it('says which other accounts are not tried', () => {
    const qa = '  qa: { accountId: "444455556666", numbers: [alerts], principals: [role/qa] }';
    const plan = planOf(small(`${dev('externalId: dev-1')}\n${ops}\n${qa}`, managed));
    expect(plan.notCovered).toContainEqual({
      account: 'dev',
      probe: 'other-accounts',
      why: 'tried from ops, 1 of 2 other accounts; not tried: qa; `tendlc access` checks all of them',
    });
    const two = planOf(small(`${dev('externalId: dev-1')}\n${ops}`, managed));
    expect(two.notCovered.filter(({ probe }) => probe === 'other-accounts')).toEqual([]);
  });

  it('of a rehearsal acts as each listed principal, and as an unlisted account', () => {
    const rehearsal = {
      principal: (key: string, index: number) => `of-${key}-${index}`,
      outsider: 'unlisted',
    };
    const plan = planOf(small(`${dev('externalId: dev-1')}\n${ops}`, managed), { rehearsal });
    expect(ids(plan)).toEqual(
      expect.arrayContaining(['assume-as-principal/role/app', '!outsider-unlisted-account']),
    );
    expect(ids(plan, 'ops')).toContain('assume-as-principal/any principal');
    expect(gaps(plan)).toEqual([]);
  });

  it('of a rehearsal without managed roles sends as the first listed principal', () => {
    const rehearsal = { principal: (key: string) => `of-${key}`, outsider: 'unlisted' };
    const plan = planOf(small(dev('externalId: dev-1')), { rehearsal });
    const assume = plan.accounts[0]!.probes.find(({ probe }) => probe === 'assume')!;
    expect(assume.call).toMatchObject({ caller: { profile: 'of-dev', label: 'role/app' } });
    expect(ids(plan)).toContain('send/alerts');
  });

  it('is nothing without a principal to act as, and says why', () => {
    const plan = planOf(small(dev('externalId: dev-1')), {
      caller: { accountId: '111122223333', arn: 'arn:x' },
    });
    expect(plan.accounts).toEqual([]);
    expect(plan.notCovered.find(({ probe }) => probe === 'send')?.why).toMatch(
      /111122223333, not 222233334444/,
    );
  });

  it('uses its own credentials if they are of the account', () => {
    const caller = { accountId: '222233334444', arn: 'arn:aws:sts::222233334444:assumed-role/app/ci' };
    const plan = planOf(small(dev('externalId: dev-1')), { caller });
    expect(ids(plan)).toContain('send/alerts');
    expect(plan.accounts[0]!.probes[0]).toMatchObject({ as: 'app', probe: 'identity' });
  });

  it('prefers testAs to the verifier', () => {
    const plan = planOf(
      small(dev('testAs: { assumeRoleArn: "arn:aws:iam::222233334444:role/app" }'), managed),
    );
    const assume = plan.accounts[0]!.probes.find(({ probe }) => probe === 'assume')!;
    expect(assume.as).toBe('arn:aws:iam::222233334444:role/app');
    // The run has acted as it, so that a simulation adds nothing.
    expect(ids(plan)).not.toContain('simulate-assume/arn:aws:iam::222233334444:role/app');
  });
});

describe('shared role', () => {
  const shared = small(
    `${dev('externalId: one')}\n  ops: { accountId: "333344445555", numbers: [alerts], principals: account, externalId: one }
  qa: { accountId: "444455556666", numbers: [alerts], principals: [role/qa], externalId: one }`,
    managed,
  );
  shared.main.role.strategy = 'shared';

  it('tries no outsider that the trust policy allows for another account of the role', () => {
    const other = planOf(shared).accounts[0]!.probes.find(({ probe }) => probe === 'outsider-other-account')!;
    expect(other.as).toBe('arn:aws:iam::444455556666:role/tendlc/TenDlcOutsider');
  });
});

it('lists that the policy of verify.outsider is unknown', () => {
  const plan = planOf(small(dev('externalId: dev-1'), `${managed}  outsider: { profile: other }\n`));
  expect(ids(plan)).toContain('!outsider-unlisted-account');
  expect(plan.notCovered).toContainEqual({
    account: 'dev',
    probe: 'outsider-may-try',
    why: expect.stringMatching(/whether the policy of profile other allows the call/),
  });
});

describe('options', () => {
  const manifest = manifestOf();

  it('plans only dry runs in that mode, and lists Pinpoint as a gap', () => {
    const plan = planOf(manifest, { mode: 'dry-run' });
    const sends = plan.accounts.flatMap(({ probes }) => probes.filter(({ api }) => api !== 'sts'));
    expect(sends.every(({ call }) => call.kind !== 'pinpoint' && (call.kind !== 'send' || call.dryRun))).toBe(
      true,
    );
    expect(gaps(plan, 'legacy-shop')).toContain('send-pinpoint');
  });

  it('puts the run ID into every body, also without {run} in the template', () => {
    const plan = planOf(
      { ...manifest, verify: { ...manifest.verify, body: 'hello {account}' } },
      { only: ['crm'] },
    );
    const bodies = plan.accounts[0]!.probes.flatMap(({ call }) => ('body' in call ? [call.body] : []));
    expect(bodies).not.toEqual([]);
    expect(bodies.every((body) => body.includes('testrun1'))).toBe(true);
  });

  it('sends to a live destination what must work, and to the simulator what must not', () => {
    const plan = planOf(manifest, { mode: 'live', destination: '+12065550199' });
    const sends = plan.accounts.flatMap(({ probes }) =>
      probes.filter(({ call }) => 'destination' in call && !('dryRun' in call && call.dryRun)),
    );
    for (const { call, expected } of sends) {
      expect(call).toMatchObject({ destination: expected === 'allowed' ? '+12065550199' : '+14254147755' });
    }
  });

  it('lists the secondaries that --only and --sample leave out', () => {
    expect(planOf(manifest, { only: ['crm'] }).accounts.map(({ account }) => account)).toEqual(['crm']);
    const sampled = planOf(manifest, { sample: 2 });
    expect(sampled.accounts).toHaveLength(2);
    expect(sampled.notCovered.filter(({ probe }) => probe === 'all')).toHaveLength(3);
    expect(planOf(manifest, { sample: 2 }).accounts).toEqual(sampled.accounts);
  });

  it('keeps what must be denied of a suspended secondary even with --no-negatives', () => {
    const plan = planOf(manifest, { negatives: false });
    const denied = plan.accounts.flatMap(({ probes }) =>
      probes.filter(({ expected }) => expected === 'denied'),
    );
    expect(new Set(denied.map(({ account }) => account))).toEqual(new Set(['old-partner']));
    // A probe that requires one that is not planned could never be tried.
    const planned = plan.accounts.flatMap(({ probes }) => probes);
    const known = new Set(planned.map(({ id }) => id));
    expect(planned.flatMap(({ requiresAnyOf }) => requiresAnyOf).filter((id) => !known.has(id))).toEqual([]);
    const left = plan.notCovered.filter(({ account, why }) => account === 'crm' && why === '--no-negatives');
    expect(left.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(['outsider-same-account', 'other-action']),
    );
  });

  it('drops, with a probe, those that would prove nothing without it', () => {
    const plan = withoutProbes(
      planOf(manifest, { only: ['development'] }),
      ({ probe }) => probe === 'assume',
    );
    expect(plan.accounts[0]!.probes.filter(({ api }) => api !== 'sts')).toEqual([]);
    expect(ids(plan, 'development')).not.toContain('!assume-wrong-external-id');
    expect(ids(plan, 'development')).toContain('!outsider-same-account');
  });

  it('has a unique ID for every probe', () => {
    const all = planOf(manifest).accounts.flatMap(({ probes }) => probes.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('pace', () => {
  it.each([
    [0.5, [], 0.5],
    [5, [], 1],
    [1, [0.25], 0.25],
  ])('rate %d with numbers of %j is %d', (rate, numbers, expected) => {
    expect(effectiveRate(rate, numbers)).toBe(expected);
  });

  it('counts denials twice, and what the messages cost at most', () => {
    const plan = planOf(small(`${dev('externalId: dev-1')}\n${ops}`, managed));
    expect(estimate(plan, 0.5)).toMatchObject({
      messages: 2,
      denials: 2,
      highestCost: '0.10',
      quotaShare: 0.5,
    });
    expect(estimate(plan, 0.5).minutes).toBeCloseTo(8 / 0.5 / 60);
  });

  it('opens no session more than five minutes before its turn', () => {
    const plan = planOf(manifestOf());
    expect(workers(plan, undefined, 10)).toBe(10);
    expect(workers(plan, 0.5, 100)).toBe(Math.floor((300 * 0.5) / 9));
    expect(workers(plan, 0.01, 10)).toBe(1);
  });
});
