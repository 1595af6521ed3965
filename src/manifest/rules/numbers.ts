import { parseArn } from '../../arns';
import type { Draft } from '../draft';
import { partitionOf } from '../facts/partitions';
import { smsRegions } from '../facts/regions';
import { type NumberProblem, usNumberProblem } from '../facts/us-numbers';
import { suggestion } from '../labels';
import type { ManifestPath } from '../types';
import { iamArns } from './arn-places';
import { repeated } from './repeated';
import type { Finding, StageRule, StructureRule } from './rule';

interface NumberEntry {
  name: string;
  path: ManifestPath;
  value: NonNullable<NonNullable<NonNullable<Draft['raw']['main']>['numbers']>[string]>;
}

function numbersOf({ raw }: Draft): NumberEntry[] {
  return Object.entries(raw.main?.numbers ?? {}).flatMap(([name, value]) =>
    value ? [{ name, value, path: ['main', 'numbers', name] }] : [],
  );
}

/** Finds numbers that are not US long codes. Each reason has its own rule. */
function* unsuitable(draft: Draft, problem: NumberProblem, fix: string): Generator<Finding> {
  for (const { name, path, value } of numbersOf(draft)) {
    const found = value.phoneNumber === undefined ? undefined : usNumberProblem(value.phoneNumber);
    if (found?.problem === problem)
      yield {
        at: [...path, 'phoneNumber'],
        message: `${value.phoneNumber} ("${name}") cannot be a 10DLC number: it is ${found.reason}.`,
        fix,
      };
  }
}

function* regionsOf({ raw }: Draft): Generator<{ region: string; path: ManifestPath }> {
  if (raw.main?.region !== undefined) yield { region: raw.main.region, path: ['main', 'region'] };
  for (const kind of ['numbers', 'pools', 'configurationSets'] as const)
    for (const [name, value] of Object.entries(raw.main?.[kind] ?? {}))
      if (value?.region !== undefined) yield { region: value.region, path: ['main', kind, name, 'region'] };
}

/** Short codes have five or six digits and no plus. The schema rejects them, and this rule says why. */
export const shortCodeRule: StructureRule = {
  code: 'TD207',
  stage: 'structure',
  severity: 'error',
  title: 'short code',
  meaning: 'Short codes have their own leases, registration and sharing. A 10DLC number has ten digits.',
  matches: ({ kind, path, value }) =>
    (kind === 'pattern' || kind === 'type') &&
    path.at(-1) === 'phoneNumber' &&
    /^\+?\d{5,6}$/.test(String(value)),
  explain: ({ path, value }) => ({
    at: path,
    message: `${value} is a short code; a 10DLC number has ten digits after +1.`,
    fix: 'List 10DLC numbers only. To let accounts use a short code, put it into a pool and list the pool.',
  }),
};

/** Rules on the numbers, pools and configuration sets of the main account. */
export const numberRules: StageRule<'meaning'>[] = [
  {
    code: 'TD201',
    stage: 'meaning',
    severity: 'error',
    title: 'number without its ID, or with two',
    meaning:
      'IAM policies name a number by its ARN, which ends in the ID. The E.164 form does not tell the ID.',
    *check(draft) {
      for (const { name, path, value } of numbersOf(draft)) {
        const refused = ['phoneNumberId', 'phoneNumberArn'].some((key) => draft.rejected([...path, key]));
        const both = value.phoneNumberId !== undefined && value.phoneNumberArn !== undefined;
        const neither = value.phoneNumberId === undefined && value.phoneNumberArn === undefined && !refused;
        if (both)
          yield {
            at: [...path, 'phoneNumberArn'],
            part: 'key',
            message: `Number "${name}" has both phoneNumberId and phoneNumberArn.`,
            fix: 'Keep one of them; the ARN ends in the ID.',
            related: [{ at: [...path, 'phoneNumberId'], part: 'key', message: 'the ID' }],
          };
        if (neither)
          yield {
            at: path,
            part: 'key',
            message: `Number "${name}" has neither phoneNumberId nor phoneNumberArn.`,
            fix: 'Add phoneNumberId: `aws pinpoint-sms-voice-v2 describe-phone-numbers` in the main account lists it.',
          };
      }
    },
  },
  {
    code: 'TD202',
    stage: 'meaning',
    severity: 'error',
    title: "ARN that is not the main account's",
    meaning:
      'The account, Region or partition in an ARN differs from those of the main account or of the number.',
    *check(draft) {
      const { main } = draft.raw;
      for (const { path, value } of numbersOf(draft)) {
        const arn = value.phoneNumberArn === undefined ? undefined : parseArn(value.phoneNumberArn);
        const region = value.region ?? main?.region;
        if (!arn) continue;
        const at = [...path, 'phoneNumberArn'];
        if (main?.accountId !== undefined && arn.accountId !== main.accountId)
          yield {
            at,
            message: `This ARN is of account ${arn.accountId}; the main account is ${main.accountId}.`,
            fix: 'List numbers that the main account owns. Write a separate manifest for the numbers of another account.',
            related: [{ at: ['main', 'accountId'], message: 'the main account' }],
          };
        else if (region !== undefined && arn.region !== region)
          yield {
            at,
            message: `This ARN is of Region ${arn.region}; the manifest puts the number in ${region}.`,
            fix: `Add "region: ${arn.region}" to the number, or correct the ARN.`,
          };
        else if (region !== undefined && arn.partition !== partitionOf(region))
          yield {
            at,
            message: `This ARN is of partition ${arn.partition}; ${region} is in ${partitionOf(region)}.`,
            fix: `Write "${value.phoneNumberArn!.replace(/^arn:[^:]*/, `arn:${partitionOf(region)}`)}".`,
          };
      }
      const boundary = main?.role?.permissionsBoundary?.arn;
      const owner = boundary === undefined ? undefined : parseArn(boundary)?.accountId;
      if (owner !== undefined && main?.accountId !== undefined && owner !== 'aws' && owner !== main.accountId)
        yield {
          at: ['main', 'role', 'permissionsBoundary', 'arn'],
          message: `This policy is of account ${owner}; a permissions boundary must be of the role's account, ${main.accountId}.`,
          fix: 'Name a policy of the main account, or one that AWS manages (arn:aws:iam::aws:policy/...).',
        };
    },
  },
  {
    code: 'TD203',
    stage: 'meaning',
    severity: 'error',
    title: 'Region without SMS',
    meaning: 'AWS End User Messaging SMS has no endpoint in this Region, or the Region does not exist.',
    *check(draft) {
      for (const { region, path } of regionsOf(draft)) {
        if (smsRegions.includes(region)) continue;
        const meant = suggestion(region, smsRegions);
        yield {
          at: path,
          message: `AWS End User Messaging SMS is not available in ${region}.${meant ? ` Did you mean ${meant}?` : ''}`,
          fix: 'Name the Region that the number was leased in.',
        };
      }
    },
  },
  {
    code: 'TD204',
    stage: 'meaning',
    severity: 'error',
    title: 'mixed partitions',
    meaning: 'Principals of one partition (aws, aws-us-gov, aws-eusc) cannot assume roles of another.',
    *check(draft) {
      const region = draft.raw.main?.region;
      const partition = region === undefined ? undefined : partitionOf(region);
      if (!partition) return;
      const found = [...regionsOf(draft)].map(({ region: other, path }) => ({
        path,
        other: partitionOf(other),
      }));
      const arns = [...iamArns(draft)].map(({ path, partition: other }) => ({ path, other }));
      for (const { path, other } of [...found, ...arns])
        if (other !== undefined && other !== partition)
          yield {
            at: path,
            message: `This is in partition ${other}; the main account is in ${partition} (${region}).`,
            fix: 'Keep a manifest for each partition: principals cannot assume roles of another partition.',
            related: [{ at: ['main', 'region'], message: `${partition}, by its Region` }],
          };
    },
  },
  {
    code: 'TD205',
    stage: 'meaning',
    severity: 'error',
    title: 'toll-free number',
    meaning: 'A toll-free number is not a 10DLC number: it needs toll-free verification instead.',
    check: (draft) =>
      unsuitable(
        draft,
        'toll-free',
        'List 10DLC numbers only. To let accounts use a toll-free number, put it into a pool and list the pool.',
      ),
  },
  {
    code: 'TD206',
    stage: 'meaning',
    severity: 'error',
    title: 'number of another country',
    meaning: '10DLC numbers are numbers of the United States.',
    check: (draft) =>
      unsuitable(draft, 'not-us', 'Check the number; 10DLC numbers are of the form +1 and ten digits.'),
  },
  {
    code: 'TD208',
    stage: 'meaning',
    severity: 'error',
    title: 'phone number listed twice',
    meaning:
      'One phone number has two names. If a secondary loses one name, it can still send under the other.',
    check: (draft) =>
      repeated(
        numbersOf(draft),
        ({ value }) => value.phoneNumber,
        ({ path }) => [...path, 'phoneNumber'],
        ({ value }, first) => ({
          message: `${value.phoneNumber} is already number "${first.name}".`,
          fix: 'Keep one name for a number, or correct the other.',
        }),
      ),
  },
  {
    code: 'TD209',
    stage: 'meaning',
    severity: 'error',
    title: 'ID listed twice',
    meaning: 'Two numbers or two pools have the same ID, so one of them would send as the other.',
    *check(draft) {
      yield* repeated(
        numbersOf(draft),
        ({ value }) => value.phoneNumberId ?? value.phoneNumberArn?.split('/')[1],
        ({ path, value }) => [
          ...path,
          value.phoneNumberId === undefined ? 'phoneNumberArn' : 'phoneNumberId',
        ],
        (_, first) => ({
          message: `This ID is already that of number "${first.name}".`,
          fix: 'Correct one of them: `aws pinpoint-sms-voice-v2 describe-phone-numbers` lists the IDs.',
        }),
      );
      yield* repeated(
        Object.entries(draft.raw.main?.pools ?? {}),
        ([, pool]) => pool?.poolId,
        ([name]) => ['main', 'pools', name, 'poolId'],
        (_, [first]) => ({
          message: `This ID is already that of pool "${first}".`,
          fix: 'Correct one of them: `aws pinpoint-sms-voice-v2 describe-pools` lists the IDs.',
        }),
      );
    },
  },
  {
    code: 'TD211',
    stage: 'meaning',
    severity: 'error',
    title: 'not a number of the North American plan',
    meaning:
      'After +1 come an area code, an exchange and four digits. The area code and the exchange begin with 2 to 9.',
    check: (draft) => unsuitable(draft, 'malformed', 'Correct the number: +1, then ten digits.'),
  },
];
