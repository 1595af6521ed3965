import {
  DescribeAccountAttributesCommand,
  DescribeConfigurationSetsCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { FinalizeHandler, FinalizeHandlerArguments, MetadataBearer } from '@smithy/types';
import { showInvisible } from '../../../encode/invisible';
import type { SmsTier } from '../../../harness/readiness';
import type { Inventory } from './inventory';

/**
 * The quota of every Describe call, for the whole account: one a second.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html
 */
const MILLISECONDS_BETWEEN_CALLS = 1000;

export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/** The account of the run's own credentials; endpoint and credentials as every AWS tool finds them. */
export async function callerAccount(region: string): Promise<string> {
  const client = new STSClient({ region });
  try {
    const { Account = '' } = await client.send(new GetCallerIdentityCommand({}));
    return Account;
  } finally {
    client.destroy();
  }
}

/** Reads what one Region has; all Regions share `pace`, since they share the quota. */
export async function readInventory(region: string, pace: () => Promise<void>): Promise<Inventory> {
  const client = new PinpointSMSVoiceV2Client({ region });
  // Behind the SDK's own retries: a repeated attempt counts against the quota as well.
  client.middlewareStack.addRelativeTo(
    (next: FinalizeHandler<object, MetadataBearer>) => async (args: FinalizeHandlerArguments<object>) => {
      await pace();
      return next(args);
    },
    { relation: 'after', toMiddleware: 'retryMiddleware', name: 'pace' },
  );
  try {
    const numbers = await pages(async (NextToken) => {
      const result = await client.send(new DescribePhoneNumbersCommand({ NextToken }));
      return { items: result.PhoneNumbers ?? [], nextToken: result.NextToken };
    });
    const pools = await pages(async (NextToken) => {
      const result = await client.send(new DescribePoolsCommand({ NextToken }));
      return { items: result.Pools ?? [], nextToken: result.NextToken };
    });
    const sets = await pages(async (NextToken) => {
      const result = await client.send(new DescribeConfigurationSetsCommand({ NextToken }));
      return { items: result.ConfigurationSets ?? [], nextToken: result.NextToken };
    });
    return {
      phoneNumbers: numbers.map((number) => ({
        phoneNumberId: shown(number.PhoneNumberId),
        phoneNumber: shown(number.PhoneNumber),
        status: shown(number.Status),
        messageType: shown(number.MessageType),
        numberType: shown(number.NumberType),
        capabilities: (number.NumberCapabilities ?? []).map(shown),
      })),
      pools: pools.map((pool) => ({ poolId: shown(pool.PoolId), status: shown(pool.Status) })),
      configurationSets: sets.map((set) => shown(set.ConfigurationSetName)),
      tier: await readTier(client),
    };
  } finally {
    client.destroy();
  }
}

function shown(text = ''): string {
  return showInvisible(text);
}

/** Credentials that may not ask are not an error: the comparison needs the other calls only. */
async function readTier(client: PinpointSMSVoiceV2Client): Promise<SmsTier> {
  try {
    const { AccountAttributes = [] } = await client.send(new DescribeAccountAttributesCommand({}));
    const tier = AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
    return tier === undefined ? { unknown: 'AWS gives no ACCOUNT_TIER' } : { tier: shown(tier) };
  } catch (error) {
    const { name, message } = error as Error;
    return { unknown: shown(`${name}: ${message}`) };
  }
}

/** All pages, in order. */
export async function pages<Item>(read: (token?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.nextToken;
  } while (token);
  return items;
}

/** Resolves at most once a second; the first at once. */
export function onePerSecond(
  now: () => number = Date.now,
  sleep: (milliseconds: number) => Promise<void> = (milliseconds) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
): () => Promise<void> {
  let next = Number.NEGATIVE_INFINITY;
  return async () => {
    const wait = next - now();
    next = Math.max(now(), next) + MILLISECONDS_BETWEEN_CALLS;
    if (wait > 0) await sleep(wait);
  };
}
