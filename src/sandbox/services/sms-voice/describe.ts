import {
  DescribeAccountAttributes$,
  type DescribeAccountAttributesResult,
  DescribeConfigurationSets$,
  type DescribeConfigurationSetsRequest,
  type DescribeConfigurationSetsResult,
  DescribePhoneNumbers$,
  type DescribePhoneNumbersRequest,
  type DescribePhoneNumbersResult,
  DescribePools$,
  type DescribePoolsRequest,
  type DescribePoolsResult,
  DescribeSpendLimits$,
  type DescribeSpendLimitsResult,
  type SpendLimitName,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { StaticOperationSchema } from '@smithy/types';
import { requireAllowed } from '../../auth/authorization';
import type { AwsError } from '../../aws-error';
import type { Input } from '../../protocols/protocol';
import { takeDescribe } from '../../sms/rates';
import type { SmsNumber, SmsPool, SmsRegion } from '../../sms/sms-model';
import { accountOf, lastPart, smsVoiceArn } from '../../world/aws-arns';
import { smsRegion } from '../../world/world';
import { type Call, homeOf, type Operation, operation } from '../operation';
import { page } from '../paging';
import { type Constraint, violations } from '../validate';
import { configurationSetInformation, phoneNumberInformation, poolInformation } from './describe-views';
import { describeConstraints } from './sms-voice-constraints';
import { fieldViolations, notFound, throttled, validation } from './sms-voice-errors';

const MAX_RESULTS = 100;

interface Paged {
  MaxResults?: number;
  NextToken?: string;
}

/** Authorizes the named resources, or `*`; checks the fields; answers from the Region of the call. */
function describe<I, O>(
  schema: StaticOperationSchema,
  resources: (input: I) => string[],
  run: (sms: SmsRegion, input: I) => O,
  constraints: Record<string, Constraint> = describeConstraints,
): Operation {
  const own: Operation = operation<I, O>(schema, (call, input) => {
    for (const resource of resources(input).length > 0 ? resources(input) : ['*']) {
      authorizeDescribe(call, own.shape.name, resource);
    }
    const found = violations(own.shape, input as Input, constraints);
    if (found.length > 0) throw fieldViolations(found);
    const sms = smsRegion(call.world.accounts.get(call.caller.accountId)!, call.scope.region);
    if (!takeDescribe(call, sms, own.shape.name)) throw throttled();
    return run(sms, input);
  });
  return own;
}

function authorizeDescribe(call: Call, name: string, resource: string): void {
  const home = homeOf(call);
  const arn = resource === '*' || resource.startsWith('arn:') ? resource : smsVoiceArn(home, resource);
  const resourceAccountId = arn === '*' ? home.accountId : accountOf(arn);
  requireAllowed(
    call,
    { action: `sms-voice:${name}`, resource: arn, resourceAccountId },
    'AccessDeniedException',
    400,
  );
}

function chosen<T extends { arn: string }>(
  all: Map<string, T>,
  wanted: string[] | undefined,
  type: string,
): T[] {
  if (!wanted || wanted.length === 0) return [...all.values()];
  return wanted.map((idOrArn) => {
    const item = all.get(lastPart(idOrArn));
    // IAM authorized the text of the request, so the text must be the whole ID or ARN.
    if (!item || (idOrArn !== item.arn && all.get(idOrArn) !== item)) throw notFound(type, idOrArn);
    return item;
  });
}

/** Filters of DescribePhoneNumbers and DescribePools. The sandbox refuses filters that it does not know. */
function filtered<T>(
  list: T[],
  filters: { Name?: string; Values?: string[] }[] | undefined,
  fields: Record<string, (item: T) => string[]>,
): T[] {
  return (filters ?? []).reduce((left, { Name, Values }) => {
    const field = fields[Name ?? ''];
    if (!field)
      throw validation('INVALID_PARAMETER', `The filter ${Name} is not valid.`, [
        { Name: 'Filters', Message: 'Unknown name' },
      ]);
    return left.filter((item) => field(item).some((value) => Values?.includes(value)));
  }, list);
}

function paged<T>(list: T[], input: Paged) {
  return page(list, input.MaxResults ?? MAX_RESULTS, input.NextToken, invalidToken);
}

function invalidToken(): AwsError {
  return validation('INVALID_PARAMETER', 'The NextToken is not valid.', [
    { Name: 'NextToken', Message: 'Not valid' },
  ]);
}

const named = (kind: string) => (ids: string[] | undefined) =>
  (ids ?? []).map((id) => (id.startsWith('arn:') ? id : `${kind}/${id}`));

const phoneNumbers = describe<DescribePhoneNumbersRequest, DescribePhoneNumbersResult>(
  DescribePhoneNumbers$,
  (input) => named('phone-number')(input.PhoneNumberIds),
  (sms, input) => {
    if (input.Owner === 'SHARED') return { PhoneNumbers: [] };
    const { items, next } = paged(
      filtered(chosen(sms.numbers, input.PhoneNumberIds, 'phone-number'), input.Filters, {
        status: (number: SmsNumber) => [number.status],
        'iso-country-code': () => ['US'],
        'message-type': (number: SmsNumber) => [number.messageType],
        'number-capability': (number: SmsNumber) => number.capabilities,
        'number-type': (number: SmsNumber) => [number.numberType],
        'opt-out-list-name': (number: SmsNumber) => [number.optOutList],
      }),
      input,
    );
    return { PhoneNumbers: items.map(phoneNumberInformation), NextToken: next };
  },
);

const pools = describe<DescribePoolsRequest, DescribePoolsResult>(
  DescribePools$,
  (input) => named('pool')(input.PoolIds),
  (sms, input) => {
    if (input.Owner === 'SHARED') return { Pools: [] };
    const { items, next } = paged(
      filtered(chosen(sms.pools, input.PoolIds, 'pool'), input.Filters, {
        status: (pool: SmsPool) => [pool.status],
        'message-type': (pool: SmsPool) => [pool.messageType],
        'opt-out-list-name': (pool: SmsPool) => [pool.optOutList],
      }),
      input,
    );
    return { Pools: items.map(poolInformation), NextToken: next };
  },
);

const configurationSets = describe<DescribeConfigurationSetsRequest, DescribeConfigurationSetsResult>(
  DescribeConfigurationSets$,
  (input) => named('configuration-set')(input.ConfigurationSetNames),
  (sms, input) => {
    const { items, next } = paged(
      filtered(
        chosen(sms.configurationSets, input.ConfigurationSetNames, 'configuration-set'),
        input.Filters,
        {},
      ),
      input,
    );
    return { ConfigurationSets: items.map((set) => configurationSetInformation(sms, set)), NextToken: next };
  },
);

const accountAttributes = describe<Paged, DescribeAccountAttributesResult>(
  DescribeAccountAttributes$,
  () => [],
  (sms) => ({ AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: sms.tier }] }),
);

const SPEND_LIMITS: SpendLimitName[] = [
  'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT',
  'VOICE_MESSAGE_MONTHLY_SPEND_LIMIT',
  'MEDIA_MESSAGE_MONTHLY_SPEND_LIMIT',
];

const spendLimits = describe<Paged, DescribeSpendLimitsResult>(
  DescribeSpendLimits$,
  () => [],
  (sms) => ({
    SpendLimits: SPEND_LIMITS.map((Name) => ({
      Name,
      EnforcedLimit: Math.floor(sms.spendLimit),
      MaxLimit: Math.floor(sms.maxSpendLimit),
      Overridden: sms.spendLimit !== sms.maxSpendLimit,
    })),
  }),
);

export const describeOperations = [phoneNumbers, pools, configurationSets, accountAttributes, spendLimits];
