import type { CallError } from '../../src/harness/aws/errors';
import { explainError, explainOpenDoor, matching } from '../../src/harness/causes/explain';
import { openDoors } from '../../src/harness/causes/open-doors';
import { causes } from '../../src/harness/causes/table';
import type { CauseStep } from '../../src/harness/causes/types';
import { manifestOf, planOf } from './world';

const denied = 'User: u is not authorized to perform';
type Case = [step: CauseStep, error: Partial<CallError> & { code: string }, cause: RegExp];

/** What AWS answers in each situation, and the words that must name it. */
const cases: Case[] = [
  ['become', { code: 'WrongAccount' }, /another account/],
  ['become', { code: 'AccessDenied', message: `${denied}: sts:AssumeRole` }, /trustedPrincipals/],
  [
    'assume',
    {
      code: 'AccessDenied',
      message: `${denied} because no identity-based policy allows the sts:AssumeRole action`,
    },
    /^the assume policy is missing/,
  ],
  [
    'assume',
    { code: 'AccessDenied', message: denied, side: 'assumePolicy' },
    /^the assume policy is missing/,
  ],
  ['assume', { code: 'AccessDenied', message: denied, side: 'trust' }, /^the trust policy .* does not admit/],
  ['assume', { code: 'AccessDenied', message: denied }, /AWS does not say which/],
  [
    'assume',
    { code: 'AccessDenied', message: `${denied}: sts:TagSession on resource: r` },
    /session carries tags/,
  ],
  [
    'assume',
    { code: 'AccessDenied', message: `${denied}: sts:SetSourceIdentity on resource: r` },
    /source identity/,
  ],
  [
    'assume',
    { code: 'AccessDenied', message: `${denied} with an explicit deny in the role trust policy` },
    /suspended in AWS/,
  ],
  [
    'assume',
    {
      code: 'AccessDenied',
      message: `${denied} because no role trust policy allows the sts:AssumeRole action`,
    },
    /does not admit/,
  ],
  [
    'assume',
    { code: 'AccessDenied', message: `${denied} with an explicit deny in a service control policy` },
    /service control policy/,
  ],
  [
    'send',
    {
      code: 'AccessDeniedException',
      message: `${denied} with an explicit deny in a resource control policy`,
    },
    /resource control policy/,
  ],
  [
    'assume',
    { code: 'AccessDenied', message: `${denied} because no permissions boundary allows` },
    /permissions boundary/,
  ],
  [
    'send',
    { code: 'AccessDeniedException', message: `${denied} because no session policy allows` },
    /session policy/,
  ],
  [
    'become',
    {
      code: 'ValidationError',
      message: 'exceeds the 1 hour session limit for roles assumed by role chaining',
    },
    /one hour at most/,
  ],
  ['assume', { code: 'RegionDisabledException' }, /not enabled/],
  [
    'send',
    {
      code: 'AccessDeniedException',
      message: `${denied}: sms-voice:SendTextMessage on resource: arn:aws:sms-voice:us-east-1:1:phone-number/phone-1`,
    },
    /send policy .* does not list/,
  ],
  [
    'send',
    {
      code: 'AccessDeniedException',
      message: `${denied}: sms-voice:SendTextMessage on resource: arn:aws:sms-voice:us-east-1:1:phone-number/+12065550100`,
    },
    /E\.164/,
  ],
  [
    'send',
    { code: 'AccessDeniedException', message: `${denied} with an explicit deny in an identity-based policy` },
    /explicit Deny/,
  ],
  ['send', { code: 'AccessDeniedException', reason: 'ACCOUNT_DISABLED' }, /disabled sending/],
  ['send', { code: 'AccessDeniedException', reason: 'INSUFFICIENT_ACCOUNT_REPUTATION' }, /reputation/],
  ['pinpoint', { code: 'AccessDeniedException', message: denied }, /mobiletargeting:SendMessages/],
  ['pinpoint', { code: 'ForbiddenException', message: denied }, /mobiletargeting:SendMessages/],
  ['pinpoint', { code: 'NotFoundException' }, /no such Pinpoint application/],
  ['pinpoint', { code: 'PERMANENT_FAILURE', reason: '400' }, /resource policy that admits pinpoint/],
  ['pinpoint', { code: 'OPT_OUT' }, /opted out/],
  ['send', { code: 'ConflictException', reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED' }, /SMS sandbox/],
  ['send', { code: 'ConflictException', reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }, /opted out/],
  ['send', { code: 'ConflictException', reason: 'MESSAGE_TYPE_MISMATCH' }, /type in AWS is not/],
  ['send', { code: 'ConflictException', reason: 'RESOURCE_NOT_ACTIVE' }, /^probably: .* not ACTIVE/],
  ['send', { code: 'ConflictException', reason: 'NO_ORIGINATION_IDENTITIES_FOUND' }, /no number in/],
  ['send', { code: 'ConflictException', reason: 'NUMBER_CAPABILITIES_MISMATCH' }, /SMS capability/],
  [
    'send',
    { code: 'ConflictException', reason: 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION' },
    /destination country/,
  ],
  [
    'send',
    { code: 'ConflictException', reason: 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE' },
    /this very destination/,
  ],
  [
    'send',
    { code: 'ServiceQuotaExceededException', reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' },
    /spend limit/,
  ],
  ['send', { code: 'ServiceQuotaExceededException', reason: 'DAILY_DESTINATION_CALL_LIMIT' }, /daily number/],
  ['send', { code: 'ValidationException', reason: 'PRICE_OVER_THRESHOLD' }, /maxPrice/],
  [
    'send',
    { code: 'ValidationException', reason: 'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY' },
    /United States/,
  ],
  ['send', { code: 'ResourceNotFoundException' }, /knows no such number/],
  ['simulate', { code: 'implicitDeny' }, /no policy of this principal/],
  ['become', { code: 'ExpiredToken' }, /expired/],
  ['become', { code: 'InvalidClientTokenId' }, /no such access key/],
  ['send', { code: 'RequestTimeTooSkewed' }, /clock/],
  ['become', { code: 'CredentialsProviderError', kind: 'credentials' }, /no credentials/],
  ['send', { code: 'ThrottlingException' }, /production may be feeling it/],
  ['become', { code: 'ENOTFOUND', kind: 'network' }, /DNS/],
  ['become', { code: 'ECONNREFUSED', kind: 'network' }, /proxy or firewall/],
  ['become', { code: 'SELF_SIGNED_CERT_IN_CHAIN', kind: 'network' }, /certificate/],
  ['send', { code: 'InternalServerException', httpStatus: 500 }, /fault of its own/],
];

const plan = planOf(manifestOf());
const probeAt = (step: CauseStep) => {
  const kinds: Record<CauseStep, string> = {
    become: 'assume',
    'other-action': 'describe-spend-limits',
    assume: 'assume',
    send: 'send',
    pinpoint: 'pinpoint',
    simulate: 'simulate',
  };
  return plan.accounts.flatMap(({ probes }) => probes).find((probe) => probe.step.kind === kinds[step])!;
};
const full = (error: Partial<CallError> & { code: string }): CallError => ({
  reason: '',
  message: '',
  kind: 'aws',
  ...error,
});

describe('the table of causes', () => {
  it.each(cases)('at %s, %j', (step, error, cause) => {
    const explained = explainError(plan, probeAt(step), full(error), step);
    expect(explained.cause).toMatch(cause);
    expect(explained.fix).toMatch(/\(to confirm: .+\)$/);
    expect(`${explained.cause}${explained.fix}`).not.toMatch(/\{\w+\}/);
  });

  it('has no row that no case reaches: each is first for something', () => {
    const reached = new Set(cases.map(([step, error]) => matching(full(error), step)));
    expect(causes.filter((row) => !reached.has(row)).map(({ cause }) => cause)).toEqual([]);
  });

  it('says of a code that it does not know what AWS said', () => {
    const explained = explainError(
      plan,
      probeAt('send'),
      full({ code: 'TeapotException', message: 'short and stout' }),
    );
    expect(explained.cause).toContain('short and stout');
  });
});

it('names a cause for every probe that must be denied', () => {
  const denials = plan.accounts.flatMap(({ probes }) =>
    probes.filter(({ expected }) => expected === 'denied'),
  );
  expect(denials.filter(({ probe }) => !(probe in openDoors))).toEqual([]);
  for (const probe of denials) expect(explainOpenDoor(plan, probe).cause).not.toMatch(/\{\w+\}/);
});
