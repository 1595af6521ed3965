import { tierReadiness } from '../../../harness/readiness';
import { plural } from '../../../manifest/labels';
import type { Manifest, ManifestPath, PhoneNumber, Severity } from '../../../manifest/types';
import type { AwsNumber, Inventory } from './inventory';

interface AwsFinding {
  at: ManifestPath;
  message: string;
  fix: string;
}

/** The manifest, and what each Region of the main account holds. */
export interface Comparison {
  manifest: Manifest;
  regions: ReadonlyMap<string, Inventory>;
}

export interface AwsRule {
  code: string;
  severity: Severity;
  title: string;
  meaning: string;
  check(comparison: Comparison): Iterable<AwsFinding>;
}

const numberPath = ({ name }: PhoneNumber, key: string): ManifestPath => ['main', 'numbers', name, key];

/** The manifest's numbers, with what AWS has under their IDs. */
function* numbers({
  manifest,
  regions,
}: Comparison): Generator<{ number: PhoneNumber; found?: AwsNumber; all: AwsNumber[] }> {
  for (const number of manifest.main.numbers) {
    const all = regions.get(number.region)?.phoneNumbers ?? [];
    yield { number, all, found: all.find(({ phoneNumberId }) => phoneNumberId === number.phoneNumberId) };
  }
}

/** The numbers whose ID is the right one in AWS. */
function* same(comparison: Comparison): Generator<{ number: PhoneNumber; found: AwsNumber }> {
  for (const { number, found } of numbers(comparison))
    if (found && found.phoneNumber === number.phoneNumber) yield { number, found };
}

/** What only AWS can tell. */
export const awsRules: readonly AwsRule[] = [
  {
    code: 'TD901',
    severity: 'error',
    title: 'phone number ID that does not exist',
    meaning: 'IAM accepts any ARN: with a mistyped ID everything applies, and every send is denied.',
    *check(comparison) {
      for (const { number, found, all } of numbers(comparison)) {
        if (found) continue;
        const other = all.find(({ phoneNumber }) => phoneNumber === number.phoneNumber);
        yield {
          at: numberPath(number, 'phoneNumberId'),
          message: `${number.phoneNumberId} ("${number.name}") does not exist in ${number.region} of the main account.`,
          fix: other
            ? `${number.phoneNumber} has the ID ${other.phoneNumberId}: write that.`
            : 'Check ID and Region; `aws pinpoint-sms-voice-v2 describe-phone-numbers` lists them.',
        };
      }
    },
  },
  {
    code: 'TD902',
    severity: 'error',
    title: 'ID of another phone number',
    meaning: 'The ID exists and belongs to another number: the policies would grant that one.',
    *check(comparison) {
      for (const { number, found, all } of numbers(comparison)) {
        if (!found || found.phoneNumber === number.phoneNumber) continue;
        const right = all.find(({ phoneNumber }) => phoneNumber === number.phoneNumber);
        yield {
          at: numberPath(number, 'phoneNumberId'),
          message: `${number.phoneNumberId} is ${found.phoneNumber}, not ${number.phoneNumber} ("${number.name}").`,
          fix: right
            ? `${number.phoneNumber} has the ID ${right.phoneNumberId}: write that, or correct the phone number.`
            : `The account has no ${number.phoneNumber} in ${number.region}: correct the phone number.`,
        };
      }
    },
  },
  {
    code: 'TD903',
    severity: 'error',
    title: 'not a 10DLC number',
    meaning: 'The number is of another type (long code, toll-free, short code, simulator).',
    *check(comparison) {
      for (const { number, found } of same(comparison))
        if (found.numberType !== 'TEN_DLC')
          yield {
            at: numberPath(number, 'phoneNumber'),
            message: `${number.phoneNumber} ("${number.name}") is of type ${found.numberType}, not TEN_DLC.`,
            fix: 'List 10DLC numbers only. To let accounts use a number of another type, put it into a pool and list the pool.',
          };
    },
  },
  {
    code: 'TD904',
    severity: 'error',
    title: 'number that is not active',
    meaning: 'A number sends once its campaign is associated with it and its status is ACTIVE.',
    *check(comparison) {
      for (const { number, found } of same(comparison))
        if (found.status !== 'ACTIVE')
          yield {
            at: numberPath(number, 'phoneNumber'),
            message: `${number.phoneNumber} ("${number.name}") has status ${found.status}: it cannot send.`,
            fix: 'Wait until its registration is complete (AWS names about two weeks for associating a campaign, carriers 4 to 6 weeks or more), or leave it out.',
          };
    },
  },
  {
    code: 'TD905',
    severity: 'error',
    title: 'message type of the number differs',
    meaning: "SendTextMessage fails with a message type that is not the number's (MESSAGE_TYPE_MISMATCH).",
    *check(comparison) {
      for (const { number, found } of same(comparison))
        if (found.messageType !== number.messageType)
          yield {
            at: numberPath(number, 'messageType'),
            message: `${number.phoneNumber} ("${number.name}") is ${found.messageType} in AWS and ${number.messageType} here.`,
            fix: `Write messageType: ${found.messageType}.`,
          };
    },
  },
  {
    code: 'TD906',
    severity: 'error',
    title: 'number without the capability',
    meaning: 'The number was leased without SMS, or without the channel that a secondary uses it for.',
    *check(comparison) {
      for (const { number, found } of same(comparison)) {
        const users = comparison.manifest.secondaries.filter(({ numbers: used }) =>
          used.includes(number.name),
        );
        const wanted = new Set(['sms', ...users.flatMap(({ channels }) => channels)]);
        const missing = [...wanted]
          .map((channel) => channel.toUpperCase())
          .filter((channel) => !found.capabilities.includes(channel));
        if (missing.length > 0)
          yield {
            at: numberPath(number, 'phoneNumber'),
            message: `${number.phoneNumber} ("${number.name}") can ${found.capabilities.join(', ') || 'nothing'}, but not ${missing.join(', ')}.`,
            fix: 'Lease a number with that capability, or take the channel from the secondaries that use it.',
          };
      }
    },
  },
  {
    code: 'TD907',
    severity: 'note',
    title: 'in AWS and not in the manifest',
    meaning: 'The account has 10DLC numbers, pools or configuration sets that the manifest does not list.',
    *check({ manifest, regions }) {
      const { main } = manifest;
      const known = new Set([
        ...main.numbers.map(({ phoneNumberId }) => phoneNumberId),
        ...main.pools.map(({ poolId }) => poolId),
      ]);
      // A number that is listed under another ID has a rule of its own.
      const listedNumbers = new Set(main.numbers.map(({ phoneNumber }) => phoneNumber));
      for (const [region, { phoneNumbers, pools, configurationSets }] of regions) {
        const here = region === main.region ? [] : [`      region: ${region}`];
        const numbers = phoneNumbers.filter(
          (one) =>
            one.numberType === 'TEN_DLC' &&
            !known.has(one.phoneNumberId) &&
            !listedNumbers.has(one.phoneNumber),
        );
        yield* toPaste('numbers', 'number', region, numbers, (number) => [
          `    number-${number.phoneNumber.slice(-4)}:`,
          `      phoneNumber: "${number.phoneNumber}"`,
          `      phoneNumberId: ${number.phoneNumberId}`,
          ...here,
          ...(number.messageType === 'TRANSACTIONAL' ? [] : [`      messageType: ${number.messageType}`]),
        ]);
        const otherPools = pools.filter(({ poolId }) => !known.has(poolId));
        yield* toPaste('pools', 'pool', region, otherPools, ({ poolId }) => [
          `    pool-${poolId.slice(-4)}:`,
          `      poolId: ${poolId}`,
          ...here,
        ]);
        const listed = main.configurationSets.filter((set) => set.region === region).map(({ name }) => name);
        const otherSets = configurationSets.filter((name) => !listed.includes(name));
        yield* toPaste('configurationSets', 'configuration set', region, otherSets, (name) =>
          here.length > 0 ? [`    ${name}:`, ...here] : [`    ${name}: {}`],
        );
      }
    },
  },
  {
    code: 'TD908',
    severity: 'error',
    title: 'pool that does not exist or is not active',
    meaning: 'IAM accepts any ARN: with a mistyped pool ID everything applies, and every send is denied.',
    *check({ manifest, regions }) {
      for (const { name, poolId, region } of manifest.main.pools) {
        const found = regions.get(region)?.pools.find((pool) => pool.poolId === poolId);
        if (found?.status === 'ACTIVE') continue;
        yield {
          at: ['main', 'pools', name, 'poolId'],
          message: found
            ? `Pool "${name}" (${poolId}) has status ${found.status}.`
            : `Pool "${name}" (${poolId}) does not exist in ${region} of the main account.`,
          fix: 'Check ID and Region; `aws pinpoint-sms-voice-v2 describe-pools` lists them.',
        };
      }
    },
  },
  {
    code: 'TD909',
    severity: 'error',
    title: 'configuration set that does not exist',
    meaning:
      'SendTextMessage fails with a configuration set that does not exist (ResourceNotFoundException).',
    *check({ manifest, regions }) {
      for (const { name, region } of manifest.main.configurationSets)
        if (!regions.get(region)?.configurationSets.includes(name))
          yield {
            at: ['main', 'configurationSets', name],
            message: `Configuration set "${name}" does not exist in ${region} of the main account.`,
            fix: 'Create it, or correct its name; `aws pinpoint-sms-voice-v2 describe-configuration-sets` lists them.',
          };
    },
  },
  {
    code: 'TD910',
    severity: 'warning',
    title: 'SMS sandbox tier',
    meaning:
      'In the SMS sandbox an account sends to verified destination numbers only. With main.smsTier: sandbox that is expected.',
    *check({ manifest, regions }) {
      const { main } = manifest;
      for (const [region, { tier }] of regions) {
        const { status, detail, fix } = tierReadiness(region, tier, main.smsTier);
        if (status === 'blocking' || status === 'warning')
          yield {
            at: ['main', main.smsTier === 'sandbox' ? 'smsTier' : 'accountId'],
            message: `${region}: ${detail}.`,
            fix: `${fix[0]!.toUpperCase()}${fix.slice(1)}.`,
          };
      }
    },
  },
];

function* toPaste<Item>(
  section: string,
  what: string,
  region: string,
  items: readonly Item[],
  lines: (item: Item) => string[],
): Generator<AwsFinding> {
  if (items.length === 0) return;
  yield {
    at: ['main', section],
    message: `The main account has ${plural(items.length, what)} in ${region} that the manifest does not list.`,
    fix: `To list ${items.length === 1 ? 'it' : 'them'}, add below main.${section}:\n${items.flatMap(lines).join('\n')}`,
  };
}
