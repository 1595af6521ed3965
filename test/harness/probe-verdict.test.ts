import { type CallError, toCallError } from '../../src/harness/aws/errors';
import { probeVerdict } from '../../src/harness/run/probe-verdict';
import { manifestOf, planOf } from './world';

const plan = planOf(manifestOf(), { only: ['development'] });
const probeOf = (name: string) => plan.accounts[0]!.probes.find(({ probe }) => probe === name)!;
const role = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development';
const offered =
  'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-fedcba9876543210fedcba9876543210';

const error = ({
  code = 'AccessDenied',
  message = '',
  reason,
  kind = 'aws',
  ...values
}: Partial<CallError>): CallError => ({
  ...toCallError({ name: code, message, Reason: reason, $metadata: { httpStatusCode: 400 } }),
  kind,
  ...values,
});
const no = (action: string, resource: string, because = '') =>
  `User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: ${action} on resource: ${resource}${because}`;
const sending = (message: string, more: Partial<CallError> = {}) =>
  error({ code: 'AccessDeniedException', message, ...more });

describe('what counts as a denial', () => {
  const assume = (because = '') => error({ message: no('sts:AssumeRole', role, because) });
  it.each<[string, string, CallError, string]>([
    ['the trust, across accounts without a reason', 'outsider-same-account', assume(), 'passed'],
    [
      'the trust, named',
      'outsider-same-account',
      assume(' with an explicit deny in the role trust policy'),
      'passed',
    ],
    [
      "the outsider's own policy",
      'outsider-same-account',
      assume(' because no identity-based policy allows the sts:AssumeRole action'),
      'inconclusive',
    ],
    [
      'a service control policy',
      'outsider-same-account',
      assume(' with an explicit deny in a service control policy'),
      'inconclusive',
    ],
    [
      'a permissions boundary',
      'outsider-same-account',
      assume(' because no permissions boundary allows the sts:AssumeRole action'),
      'inconclusive',
    ],
    [
      'another role',
      'outsider-same-account',
      error({ message: no('sts:AssumeRole', 'arn:aws:iam::1:role/other') }),
      'inconclusive',
    ],
    [
      'another action',
      'outsider-same-account',
      error({ message: no('sts:TagSession', role) }),
      'inconclusive',
    ],
    [
      'no credentials',
      'outsider-same-account',
      error({ code: 'CredentialsProviderError', kind: 'credentials' }),
      'inconclusive',
    ],
    [
      'an expired token',
      'outsider-same-account',
      error({ code: 'ExpiredToken', httpStatus: 403 }),
      'inconclusive',
    ],
    [
      'no connection',
      'outsider-same-account',
      error({ code: 'ECONNREFUSED', kind: 'network' }),
      'inconclusive',
    ],
    [
      'an outsider whose role could not be assumed',
      'outsider-same-account',
      error({ message: no('sts:AssumeRole', role), at: 'become' }),
      'inconclusive',
    ],
    [
      'the send policy',
      'send-unlisted-number',
      sending(
        no(
          'sms-voice:SendTextMessage',
          offered,
          ' because no identity-based policy allows the sms-voice:SendTextMessage action',
        ),
      ),
      'passed',
    ],
    [
      'the account, with a Reason',
      'send-unlisted-number',
      sending(no('sms-voice:SendTextMessage', offered), { reason: 'ACCOUNT_DISABLED' }),
      'inconclusive',
    ],
    [
      'validation',
      'send-unlisted-number',
      error({ code: 'ValidationException', message: 'bad' }),
      'inconclusive',
    ],
    [
      'a missing number',
      'send-unlisted-number',
      error({ code: 'ResourceNotFoundException' }),
      'inconclusive',
    ],
    ['throttling', 'send-unlisted-number', error({ code: 'ThrottlingException' }), 'inconclusive'],
    [
      'a session policy',
      'send-unlisted-number',
      sending(
        no(
          'sms-voice:SendTextMessage',
          offered,
          ' because no session policy allows the sms-voice:SendTextMessage action',
        ),
      ),
      'inconclusive',
    ],
    [
      'an action without a resource',
      'other-action',
      sending(no('sms-voice:DescribeSpendLimits', '*')),
      'passed',
    ],
  ])('%s, tested by %s', (_, probe, answer, status) => {
    expect(probeVerdict(plan, probeOf(probe), { ok: false, error: answer })).toMatchObject({ status });
  });

  it('is missing if AWS allows the call', () => {
    const verdict = probeVerdict(plan, probeOf('send-unlisted-number'), { ok: true, messageId: 'm-1' });
    expect(verdict).toMatchObject({ status: 'failed', messageId: 'm-1', code: '' });
    expect(verdict.cause).toContain('TenDlcSender-development');
  });
});

it('takes a denial of other-action-on-number whatever resource it names', () => {
  for (const resource of ['*', offered]) {
    const answer = sending(no('sms-voice:DescribePhoneNumbers', resource));
    const verdict = probeVerdict(plan, probeOf('other-action-on-number'), { ok: false, error: answer });
    expect(verdict.status).toBe('passed');
  }
});

it('keeps the message and the request ID of AWS, whatever the verdict', () => {
  for (const name of ['send', 'send-unlisted-number', 'outsider-same-account']) {
    const answer = sending(no('sms-voice:SendTextMessage', offered), { requestId: 'r-1' });
    const verdict = probeVerdict(plan, probeOf(name), { ok: false, error: answer });
    expect(verdict).toMatchObject({ message: answer.message, requestId: 'r-1' });
  }
  const allowed = probeVerdict(plan, probeOf('other-action'), { ok: true, requestId: 'r-2' });
  expect(allowed).toMatchObject({ status: 'failed', message: '', requestId: 'r-2' });
});

describe('what must work', () => {
  it.each<[string, CallError, string]>([
    ['IAM denied it', sending(no('sms-voice:SendTextMessage', offered)), 'failed'],
    ['AWS rejected it', error({ code: 'ConflictException', reason: 'RESOURCE_NOT_ACTIVE' }), 'failed'],
    ['AWS had a fault', error({ code: 'InternalServerException', httpStatus: 500 }), 'inconclusive'],
    ['AWS was too busy', error({ code: 'ThrottlingException' }), 'inconclusive'],
    ['AWS was not reached', error({ code: 'ENOTFOUND', kind: 'network' }), 'inconclusive'],
    [
      'there are no credentials',
      error({ code: 'CredentialsProviderError', kind: 'credentials' }),
      'inconclusive',
    ],
  ])('%s', (_, answer, status) => {
    const verdict = probeVerdict(plan, probeOf('send'), { ok: false, error: answer });
    expect(verdict).toMatchObject({ status, code: answer.code, reason: answer.reason });
    expect(verdict.cause).not.toBe('');
    expect(verdict.fix).not.toBe('');
  });

  it('passes with its message ID', () => {
    expect(probeVerdict(plan, probeOf('send'), { ok: true, messageId: 'm-1' })).toMatchObject({
      status: 'passed',
      messageId: 'm-1',
      cause: '',
    });
  });
});

describe('an error of the SDK', () => {
  it.each([
    [
      { name: 'AccessDenied', message: 'a\n b', $metadata: { httpStatusCode: 403 } },
      { code: 'AccessDenied', kind: 'aws', message: 'a b' },
    ],
    [
      {
        name: 'com.amazon.coral.service#AccessDeniedException',
        Reason: 'ACCOUNT_DISABLED',
        $metadata: { httpStatusCode: 400 },
      },
      { code: 'AccessDeniedException', reason: 'ACCOUNT_DISABLED', kind: 'aws' },
    ],
    [
      { name: 'Error', code: 'ENOTFOUND', message: 'getaddrinfo' },
      { code: 'ENOTFOUND', kind: 'network' },
    ],
    [
      { name: 'TimeoutError', message: 'late' },
      { code: 'TimeoutError', kind: 'network' },
    ],
    [
      { name: 'CredentialsProviderError', message: 'none' },
      { code: 'CredentialsProviderError', kind: 'credentials' },
    ],
  ])('%j', (thrown, expected) => {
    expect(toCallError(thrown)).toMatchObject(expected);
  });
});
