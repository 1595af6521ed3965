import Ajv from 'ajv';
import type { ProbeResult, VerifyReport } from '../../src/harness';
import { requireCovered } from '../../src/harness';
import { jsonReport } from '../../src/harness/report/json';
import { junitReport } from '../../src/harness/report/junit';
import { labelOf } from '../../src/harness/report/labels';
import { markdownReport } from '../../src/harness/report/markdown';
import { prettyReport } from '../../src/harness/report/pretty';
import { hasPassed, summarize, summaryLine } from '../../src/harness/report/summary';
import schema from './report.schema.json';

const result = (values: Partial<ProbeResult>): ProbeResult => ({
  id: `development/${values.probe}`,
  account: 'development',
  accountId: '222233334444',
  number: '',
  api: 'sts',
  probe: 'assume',
  as: 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier',
  proves: 'trust',
  expected: 'allowed',
  status: 'passed',
  code: '',
  reason: '',
  message: '',
  requestId: '',
  cause: '',
  fix: '',
  messageId: '',
  attempts: 1,
  durationMs: 12,
  ...values,
});
const sender = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development';
const sent = result({
  probe: 'send',
  number: 'alerts',
  api: 'sms-voice',
  as: sender,
  proves: 'sendPolicy',
  messageId: '24d216f2-a87c-4a1c-9a3f-33a3a3d2b0aa',
});
const denied = result({
  probe: 'outsider-other-account',
  as: 'arn:aws:iam::333344445555:role/tendlc/TenDlcOutsider',
  expected: 'denied',
  code: 'AccessDenied',
});
const failed = result({
  probe: 'send',
  number: 'marketing',
  api: 'sms-voice',
  as: sender,
  proves: 'sendPolicy',
  status: 'failed',
  code: 'AccessDeniedException',
  cause:
    'the send policy of TenDlcSender-development does not list arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1 | really',
  fix: 'apply main & see',
});
const untried = result({
  probe: 'other-action',
  status: 'inconclusive',
  attempts: 0,
  cause: 'not tried: the run was interrupted',
});

function report(probes: ProbeResult[], more: Partial<VerifyReport> = {}): VerifyReport {
  return {
    version: 1,
    runId: 'abcd1234',
    mode: 'simulator',
    destination: '+14254147755',
    manifestDigest: 'f'.repeat(64),
    startedAt: '2026-11-22T16:00:00.000Z',
    finishedAt: '2026-11-22T16:01:00.000Z',
    summary: summarize({ mode: 'simulator', maxPrice: '0.05', ...more }, probes),
    readiness: [],
    probes,
    observations: [
      { account: 'development', what: 'dry run with alerts as E.164', result: 'AccessDeniedException' },
    ],
    notCovered: [
      { account: 'crm', probe: 'delivery', why: 'accepted, delivery unconfirmed' },
      { account: 'development', probe: 'delivery', why: 'accepted, delivery unconfirmed' },
    ],
    ...more,
  };
}
const good = report([result({}), sent, denied]);
const bad = report([sent, failed, untried]);
const other = result({ account: 'staging', accountId: '333344445555', probe: 'identity' });

describe('summary', () => {
  it.each([
    [good, true, '1 account, 1 message sent, 1 denial confirmed'],
    [bad, false, '1 account, 1 message sent, 0 denials confirmed'],
    [report([], {}), false, '0 accounts, 0 messages sent, 0 denials confirmed'],
    [
      report([sent], { mode: 'dry-run' }),
      true,
      '1 account, 1 dry run accepted, 0 messages sent, 0 denials confirmed',
    ],
  ])('%#', (one, passed, line) => {
    expect(hasPassed(one)).toBe(passed);
    expect(summaryLine(one)).toBe(line);
  });

  it('counts everything that did not pass as failed, and the highest cost', () => {
    expect(bad.summary).toEqual({ passed: 1, failed: 2, sent: 1, throttled: 0, estimatedCost: '0.05' });
  });
});

describe('required cover', () => {
  it('requires what no run on AWS covers only by its own name', () => {
    const gap = { account: 'crm', probe: 'organization', why: 'no caller from outside is tried' } as const;
    const report = { ...good, notCovered: [gap] };
    expect(hasPassed(requireCovered(report, ['crm', 'all'], '0.05'))).toBe(true);
    expect(hasPassed(requireCovered(report, ['organization'], '0.05'))).toBe(false);
  });

  it.each([
    [['delivery'], 2],
    [['crm'], 1],
    [['all'], 2],
    [['assume', 'send'], 0],
    [['assume-removed'], 1],
    [['crm', 'assume-removed', 'outsider-unlisted-account'], 3],
  ])('--require %j turns %d gaps into failures', (names, gaps) => {
    const required = requireCovered(good, names, '0.05');
    expect(required.summary.failed).toBe(gaps);
    expect(hasPassed(required)).toBe(gaps === 0);
    expect(summaryLine(required)).toBe(summaryLine(good));
  });
});

describe('pretty', () => {
  it.each([80, 100, 160])('fits %d columns', (width) => {
    const lines = prettyReport(report([sent, failed, untried, other, denied]), {
      width,
      colors: false,
    }).split('\n');
    // A word that is longer than the line, an ARN, stays whole: it is to be copied.
    const long = lines.filter(
      (line) =>
        line.length > width &&
        line
          .trim()
          .split(' ')
          .every((word) => word.length < 40),
    );
    expect(long).toEqual([]);
  });

  it.each([80, 100])('cuts no name at %d columns: two that begin alike must be told apart', (width) => {
    const numbers = ['configuration-set/events-default', 'configuration-set/events-backup'];
    const named = numbers.map((number) => ({ ...sent, number, as: 'a-principal-with-a-long-name' }));
    const lines = prettyReport(report(named), { width, colors: false, all: true }).split('\n');
    expect(lines.join('')).not.toContain('…');
    expect(lines.every((line) => line.length <= width)).toBe(true);
    // The text of the second column, over its lines.
    const at = lines.find((line) => line.includes('number'))!.indexOf('number');
    const until = lines.find((line) => line.includes('what it'))!.indexOf('what it');
    const column = lines.map((line) => line.slice(at, until).trim()).join('');
    for (const number of numbers) expect(column).toContain(number);
  });

  it('shows the whole message ID and whose outsider it was if there is room', () => {
    const wide = prettyReport(report([sent, denied, other]), {
      width: 160,
      colors: false,
      all: true,
    });
    expect(wide).toContain(sent.messageId);
    expect(wide).toContain('outsider of staging');
    const narrow = prettyReport(report([sent, denied, other]), { width: 80, colors: false, all: true });
    expect(narrow).not.toContain(sent.messageId);
    expect(narrow).toContain(sent.messageId.slice(0, 8));
  });

  it('names account, step, caller, code, cause and fix of a failure, and of nothing else', () => {
    const text = prettyReport(bad, { width: 200, colors: false });
    expect(text).toMatch(/✘ development \(222233334444\) {2}send marketing, as sender role/);
    for (const part of [failed.code, failed.cause, failed.fix]) expect(text).toContain(part);
    expect(text.match(/^ {2}cause/gm)).toHaveLength(1);
    expect(text).toContain('? untried');
  });

  it('has colours only on request, and says of a rehearsal that AWS was not called', () => {
    const esc = String.fromCharCode(27);
    expect(prettyReport(good, { width: 100, colors: true })).toContain(esc);
    const plain = prettyReport(good, { width: 100, colors: false, sandbox: true });
    expect(plain).not.toContain(esc);
    expect(plain).toContain('AWS is not called');
    expect(plain).not.toContain('$');
  });

  it('prints a gap of several accounts once', () => {
    expect(prettyReport(good, { width: 100, colors: false }).match(/delivery unconfirmed/g)).toHaveLength(1);
  });
});

describe('json', () => {
  const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);

  it.each([
    ['good', good],
    ['bad', bad],
  ])('is as documented (%s)', (_, one) => {
    validate(JSON.parse(jsonReport(one)));
    expect(validate.errors).toBeNull();
  });

  it('the schema rejects values that are not a report', () => {
    const { runId, ...rest } = good;
    expect(validate({ ...rest, runID: runId })).toBe(false);
    expect(validate({ ...good, probes: [{ ...sent, status: 'ok' }] })).toBe(false);
  });
});

it('junit has a suite for each account, failures, errors and skipped gaps', () => {
  const xml = junitReport(report([sent, failed, untried, other]));
  expect(xml).toMatch(/<testsuite name="development"[^>]*tests="3" failures="1" errors="1"/);
  expect(xml).toMatch(/<testsuite name="staging"/);
  expect(xml).toMatch(/<failure[^>]*message="[^"]*the send policy of [^"]*does not list[^"]*/);
  expect(xml).toContain('apply main &amp; see');
  expect(xml.match(/<skipped/g)).toHaveLength(2);
});

it('junit names every case differently in its class, gaps too', () => {
  const asked = ['role/app', 'user/second'].map((of) =>
    result({ id: `development/assume-as-principal/${of}`, probe: 'assume-as-principal' }),
  );
  const gaps = ['a', 'b'].map((why) => ({ account: 'development', probe: 'simulate-assume', why }) as const);
  const xml = junitReport({ ...report(asked), notCovered: gaps });
  const names = [...xml.matchAll(/classname="([^"]+)" name="([^"]+)"/g)].map(
    ([, of, name]) => `${of} ${name}`,
  );
  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(4);
});

describe('text of AWS', () => {
  const evil = 'x\u001b[31m\n::error::pwned\u202e';
  const hostile = report([{ ...failed, message: evil, cause: evil, code: evil, requestId: evil }]);

  it.each([
    ['pretty', prettyReport(hostile, { width: 100, colors: false })],
    ['markdown', markdownReport(hostile)],
    ['junit', junitReport(hostile)],
  ])('has no invisible character in %s', (_, text) => {
    expect(text).toContain('pwned');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('begins no line of the pretty report', () => {
    expect(prettyReport(hostile, { width: 100, colors: false })).not.toMatch(/^\s*::/m);
  });
});

it('pretty names the message and the request ID of a failure, also with a known cause', () => {
  const known = { ...failed, message: 'User: u is not authorized to perform: x', requestId: 'req-1' };
  const text = prettyReport(report([known]), { width: 200, colors: false });
  for (const part of [known.message, known.requestId, known.cause]) expect(text).toContain(part);
});

it('pretty has a row for an account that passed, every probe of one that failed, and the command that resumes', () => {
  const options = { width: 120, colors: false, resume: 'npx tendlc verify --resume r.json' };
  const text = prettyReport(report([sent, failed, other]), options);
  expect(text).toMatch(/^✔ staging 333344445555 {2}0 denials confirmed · 1 passed/m);
  expect(text).toMatch(/^▸ development/m);
  expect(text.trim().split('\n').at(-1)).toBe(`  to resume: ${options.resume}`);
  expect(prettyReport(good, options)).not.toContain('to resume');
  expect(prettyReport(good, { ...options, all: true })).toMatch(/^▸ development/m);
});

it('says how many calls AWS throttled, in each format', () => {
  const throttled = { ...good, summary: { ...good.summary, throttled: 3 } };
  expect(summaryLine(throttled)).toMatch(/3 calls throttled by AWS$/);
  expect(junitReport(throttled)).toContain('3 calls');
});

it('markdown escapes what would end a cell and lists failures and gaps', () => {
  const text = markdownReport(bad);
  expect(text).toMatch(/^### ❌ /);
  expect(text).toContain('\\| really');
  expect(text).toMatch(/\| ❌ \| development \| 222233334444 \| alerts \| 0 \| 1 of 3 \|/);
  expect(text).toMatch(/#### Not covered\n- delivery: accepted, delivery unconfirmed \(crm, development\)/);
  expect(markdownReport(good)).toMatch(/^### ✅ /);
});

it.each([
  ['assume-as-principal', 'allowed', 'trust and assume policy'],
  ['assume-as-principal', 'denied', 'suspended is denied'],
  ['send', 'allowed', 'may send'],
  ['organization', 'allowed', 'organization'],
] as const)('%s that must be %s shows: %s', (probe, expected, words) => {
  expect(labelOf({ probe, expected })).toBe(words);
});
