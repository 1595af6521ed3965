import { disagrees } from '../../src/access/model';
import { type CellJson, cellJson } from '../../src/access/report/json';
import { matrixOf, samples, stacksOf } from './samples';

describe.each(Object.keys(samples))('the policies of the sample %s', (sample) => {
  const manifest = samples[sample]!();
  const { cells, problems } = matrixOf(manifest, stacksOf(sample));

  test('agree with the manifest', () => {
    expect(cells.filter(disagrees)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('are checked for every number and every kind of caller', () => {
    const active = manifest.secondaries.filter(({ status }) => status !== 'removed');
    for (const { key, principals } of active) {
      const own = cells.filter(({ account }) => account === key);
      const cases = new Set(own.map((cell) => cell.case));
      for (const which of ['listed', 'other-principal', 'main-account', 'unlisted-account'] as const)
        expect(cases).toContain(which);
      const labels = principals === 'account' ? ['account'] : principals.map(({ text }) => text);
      const apis = new Set(own.map(({ api }) => api));
      for (const label of labels) {
        const api = apis.has('sms-voice') ? 'sms-voice' : 'pinpoint';
        const numbers = new Set(
          own
            .filter((cell) => cell.principal === label && cell.api === api)
            .map((cell) => cellJson(cell).number),
        );
        for (const { name } of manifest.main.numbers) expect(numbers).toContain(name);
      }
    }
  });
});

test.each([
  ['the sender role', 'VerifierTags', 'verifier'],
  ['the verify roles', 'Pipeline', 'pipeline'],
  ['the verifier and the outsider', 'TagSession', 'outsider-policy'],
])('without sts:TagSession in %s, policies and manifest disagree', (_, sid, kind) => {
  const stacks = JSON.parse(JSON.stringify(stacksOf('bounded')), (_key, value) => {
    if (typeof value !== 'string' || !value.includes(`"Sid":"${sid}"`)) return value;
    return value.replaceAll('"sts:TagSession"', '"sts:GetSessionToken"');
  });
  const wrong = matrixOf(samples.bounded!(), stacks).cells.filter(disagrees);
  expect(wrong.map((cell) => cell.case)).toContain(kind === 'verifier' ? 'session-tags' : kind);
});

describe('cells of the sample rich', () => {
  const cells = matrixOf(samples.rich!(), stacksOf('rich')).cells.map(cellJson);
  const find = (wanted: Partial<CellJson>): CellJson[] =>
    cells.filter((cell) =>
      Object.entries(wanted).every(([key, value]) => cell[key as keyof CellJson] === value),
    );

  test.each<[string, Partial<CellJson>, Pick<CellJson, 'verdict' | 'expected'>]>([
    [
      'with the previous external ID',
      { account: 'rotating', case: 'previous-external-id', number: 'alerts', api: 'sms-voice' },
      { verdict: 'allowed', expected: 'allowed' },
    ],
    [
      'by E.164',
      {
        account: 'rotating',
        principal: 'role/app-notifier',
        condition: 'origination identity given as +12065550100, not as ARN',
      },
      { verdict: 'unknown', expected: 'unknown' },
    ],
    [
      'without an origination identity',
      { account: 'rotating', condition: 'without an origination identity' },
      { verdict: 'unknown', expected: 'unknown' },
    ],
    [
      'from the members of a pool',
      {
        account: 'rotating',
        number: 'pool/marketing',
        condition: 'the pool decides which numbers it holds',
      },
      { verdict: 'unknown', expected: 'unknown' },
    ],
    [
      'every number by Pinpoint',
      { account: 'open', principal: 'account', api: 'pinpoint', number: 'alerts' },
      { verdict: 'allowed', expected: 'allowed' },
    ],
    [
      'a session opened before the suspension',
      { account: 'halted', case: 'open-session', number: 'alerts', api: 'sms-voice' },
      { verdict: 'denied', expected: 'denied' },
    ],
    [
      'the verifier without the external ID',
      { account: 'rotating', case: 'no-external-id', number: 'alerts' },
      { verdict: 'denied', expected: 'denied' },
    ],
  ])('%s', (_, wanted, expected) => {
    const [cell] = find(wanted);
    expect(cell).toMatchObject(expected);
    expect(cell?.decidedBy).not.toBe('');
  });

  test('Pinpoint does not reach a number of another Region', () => {
    expect(find({ account: 'open', api: 'pinpoint', number: 'west' })).toEqual([]);
  });

  test('the condition says what is assumed', () => {
    const [pattern] = find({
      account: 'rotating',
      principal: 'role/service/worker-*',
      number: 'alerts',
      api: 'sms-voice',
    });
    const [elsewhere] = find({
      account: 'elsewhere',
      principal: 'role/elsewhere',
      number: 'alerts',
      api: 'sms-voice',
    });
    const [attached] = find({
      account: 'rotating',
      principal: 'role/app-notifier',
      number: 'alerts',
      api: 'sms-voice',
    });
    expect(pattern?.condition).toContain('attach the assume policy');
    expect(elsewhere?.condition).toContain('Terraform creates none');
    expect(attached?.condition).not.toContain('assumed');
  });

  test('statements are named', () => {
    const [cell] = find({
      account: 'rotating',
      principal: 'role/app-notifier',
      number: 'alerts',
      api: 'sms-voice',
    });
    expect(cell?.decidedBy).toContain('trust policy/Senders');
    expect(cell?.decidedBy).toContain('Send/SendSms');
    expect(cell?.decidedBy).toContain('TenDlcAssumeSender/AssumeSender');
  });
});

describe('a disagreement names the cell and the statement', () => {
  const edited = (from: string, to: string): CellJson[] => {
    const stacks = JSON.parse(JSON.stringify(stacksOf('example')).replaceAll(from, to));
    return matrixOf(samples.example!(), stacks).cells.filter(disagrees).map(cellJson);
  };

  test('another external ID', () => {
    const [cell] = edited('dev-10dlc', 'other-id').filter(({ case: which }) => which === 'listed');
    expect(cell).toMatchObject({
      account: 'development',
      principal: 'role/app-notifier',
      verdict: 'denied',
      expected: 'allowed',
    });
    expect(cell?.decidedBy).toMatch(
      /trust policy admits it \(Senders: .*sts:ExternalId.*other-id.*dev-10dlc/,
    );
  });

  test('another number', () => {
    const cells = edited(
      'phone-number/phone-0123456789abcdef0123456789abcdef',
      'phone-number/phone-99999999999999999999999999999999',
    );
    const [lost] = cells.filter(
      ({ account, number, api }) => account === 'development' && number === 'alerts' && api === 'sms-voice',
    );
    const [gained] = cells.filter(
      ({ account, role, verdict }) =>
        account === 'development' && verdict === 'allowed' && role.includes('Sender'),
    );
    expect(lost?.decidedBy).toMatch(/SendSms: .*phone-9999/);
    expect(gained?.decidedBy).toContain('Send/SendSms');
  });
});
