import type { Draft, DraftSecondary } from '../draft';
import { pinpointRegions } from '../facts/regions';
import { choice } from '../labels';
import type { ManifestPath } from '../types';
import type { Finding, StageRule } from './rule';

/** The places at which a secondary's list holds a word. */
function* uses(
  { secondaries }: Draft,
  key: 'apis' | 'channels',
  word: string,
): Generator<{ secondary: DraftSecondary; path: ManifestPath }> {
  for (const secondary of secondaries) {
    const index = (secondary.value[key] as readonly unknown[] | undefined)?.indexOf(word) ?? -1;
    if (index !== -1) yield { secondary, path: [...secondary.path, key, index] };
  }
}

const lists = [
  'numbers',
  'pools',
  'configurationSets',
  'principals',
  'apis',
  'channels',
  'sessionContext',
  'import',
] as const;

/** Every list of the manifest whose order does not matter. */
function* listsOf({ raw, secondaries }: Draft): Generator<{ path: ManifestPath; list: unknown }> {
  for (const { path, value } of secondaries) {
    for (const key of lists) yield { path: [...path, key], list: value[key] };
    if (typeof value.assumePolicy === 'object')
      yield { path: [...path, 'assumePolicy', 'groups'], list: value.assumePolicy.groups };
  }
  yield { path: ['verify', 'trustedPrincipals'], list: raw.verify?.trustedPrincipals };
}

const identities = [
  ['numbers', 'number'],
  ['pools', 'pool'],
  ['configurationSets', 'configuration set'],
] as const;

/** Rules on what a secondary may use. */
export const grantRules: StageRule<'meaning'>[] = [
  {
    code: 'TD210',
    stage: 'meaning',
    severity: 'warning',
    title: 'defined and never used',
    meaning: 'main defines something that no secondary uses: it is left over, or a secondary lacks it.',
    *check(draft) {
      // A rejected value might have been the use.
      if (!draft.complete) return;
      const { main } = draft.raw;
      for (const [key, what] of identities) {
        const used = new Set(draft.secondaries.flatMap(({ value }) => value[key] ?? []));
        const defined = Object.keys(main?.[key] ?? {});
        // An undefined name might be one of these, misspelt.
        if ([...used].some((name) => name !== undefined && !defined.includes(name))) continue;
        for (const name of defined)
          if (!used.has(name)) yield unused(['main', key, name], `${what} "${name}"`);
      }
      if (main?.pinpointApplicationId !== undefined && [...uses(draft, 'apis', 'pinpoint')].length === 0)
        yield unused(['main', 'pinpointApplicationId'], 'the Pinpoint application');
      if (main?.mediaBucket !== undefined && [...uses(draft, 'channels', 'mms')].length === 0)
        yield unused(['main', 'mediaBucket'], 'the media bucket');
    },
  },
  {
    code: 'TD305',
    stage: 'meaning',
    severity: 'warning',
    title: 'listed twice',
    meaning: 'A list holds the same value twice; the second changes nothing.',
    *check(draft) {
      for (const { path, list } of listsOf(draft)) {
        if (!Array.isArray(list) || new Set(list).size === list.length) continue;
        for (const [index, item] of list.entries()) {
          const first = list.indexOf(item);
          if (item !== undefined && first !== index)
            yield {
              at: [...path, index],
              message: `"${item}" is twice in ${path.at(-1)}.`,
              fix: 'Remove one of them.',
              related: [{ at: [...path, first], message: 'first used here' }],
            };
        }
      }
    },
  },
  {
    code: 'TD312',
    stage: 'meaning',
    severity: 'error',
    title: 'Pinpoint without an application',
    meaning:
      'A policy allows mobiletargeting:SendMessages on the ARN of an application, and the ARN contains the application ID.',
    *check(draft) {
      const path = ['main', 'pinpointApplicationId'];
      if (draft.raw.main?.pinpointApplicationId !== undefined || draft.rejected(path)) return;
      for (const { secondary, path } of uses(draft, 'apis', 'pinpoint'))
        yield {
          at: path,
          message: `Secondary "${secondary.key}" uses pinpoint, but main has no pinpointApplicationId.`,
          fix: 'Add main.pinpointApplicationId: `aws pinpoint get-apps` in the main account lists it.',
        };
    },
  },
  {
    code: 'TD313',
    stage: 'meaning',
    severity: 'warning',
    title: 'Pinpoint allows every number',
    meaning:
      'IAM cannot limit mobiletargeting:SendMessages to a number. A principal that can call it on an application can send by every channel and from every number of that application.',
    *check(draft) {
      for (const { secondary, path } of uses(draft, 'apis', 'pinpoint'))
        yield {
          at: path,
          message: `pinpoint lets secondary "${secondary.key}" send by every channel and from every number of the Pinpoint application, whatever numbers says.`,
          fix: 'Remove pinpoint if its callers can use SendTextMessage (sms-voice).',
        };
    },
  },
  {
    code: 'TD314',
    stage: 'meaning',
    severity: 'error',
    title: 'MMS without a media bucket',
    meaning: 'SendMediaMessage reads its media from S3, so the send policy must name the bucket.',
    *check(draft) {
      if (draft.raw.main?.mediaBucket !== undefined || draft.rejected(['main', 'mediaBucket'])) return;
      for (const { secondary, path } of uses(draft, 'channels', 'mms'))
        yield {
          at: path,
          message: `Secondary "${secondary.key}" sends mms, but main has no mediaBucket.`,
          fix: 'Add main.mediaBucket: the bucket that holds the media.',
        };
    },
  },
  {
    code: 'TD315',
    stage: 'meaning',
    severity: 'error',
    title: 'external account without an external ID',
    meaning:
      'aws:PrincipalOrgID does not protect the trust policy of an account outside the organization. Without an external ID, the confused deputy problem remains. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    *check({ secondaries, rejected }) {
      for (const { key, path, value } of secondaries)
        if (
          value.external === true &&
          value.externalId === undefined &&
          !rejected([...path, 'externalId']) &&
          !rejected(['defaults', 'externalId'])
        )
          yield {
            at: [...path, 'external'],
            message: `Secondary "${key}" is external and has no externalId.`,
            fix: 'Add externalId: a text that you agree on with that account.',
          };
    },
  },
  {
    code: 'TD318',
    stage: 'meaning',
    severity: 'error',
    title: 'external ID rotated to itself',
    meaning: 'current and previous are the same, so the external ID does not change.',
    *check({ secondaries }) {
      for (const { path, value } of secondaries)
        if (
          typeof value.externalId === 'object' &&
          value.externalId.previous !== undefined &&
          value.externalId.previous === value.externalId.current
        )
          yield {
            at: [...path, 'externalId', 'previous'],
            message: `previous is the same external ID as current ("${value.externalId.current}").`,
            fix: 'Put the new external ID into current. Remove previous once every caller passes the new one.',
          };
    },
  },
  {
    code: 'TD319',
    stage: 'meaning',
    severity: 'error',
    title: 'Region without Pinpoint',
    meaning: "Amazon Pinpoint's SendMessages has no endpoint in the Region of the main account.",
    *check(draft) {
      const region = draft.raw.main?.region;
      if (region === undefined || pinpointRegions.includes(region)) return;
      for (const { path } of uses(draft, 'apis', 'pinpoint'))
        yield {
          at: path,
          message: `Amazon Pinpoint is not available in ${region}, the Region of the main account.`,
          fix: 'Use sms-voice (SendTextMessage) there.',
          related: [{ at: ['main', 'region'], message: 'the Region' }],
        };
    },
  },
  {
    code: 'TD320',
    stage: 'meaning',
    severity: 'warning',
    title: 'configuration set of another Region',
    meaning:
      'A configuration set works only for messages sent in its Region. This secondary has no number or pool in that Region.',
    *check({ raw, secondaries }) {
      for (const { key, path, value } of secondaries) {
        const regions = identityRegions(raw.main, value);
        for (const [index, name] of (value.configurationSets ?? []).entries()) {
          const set = name === undefined ? undefined : raw.main?.configurationSets?.[name];
          const region = set && (set.region ?? raw.main?.region);
          if (region === undefined || regions.length === 0 || regions.includes(region)) continue;
          yield {
            at: [...path, 'configurationSets', index],
            message: `Configuration set "${name}" is in ${region}; secondary "${key}" sends from ${choice(regions)}.`,
            fix: 'Name a configuration set of the same Region.',
          };
        }
      }
    },
  },
];

function identityRegions(main: Draft['raw']['main'], value: DraftSecondary['value']): string[] {
  const regions = [
    ...(value.numbers ?? []).map((name) => main?.numbers?.[name ?? '']),
    ...(value.pools ?? []).map((name) => main?.pools?.[name ?? '']),
  ].flatMap((identity) => (identity ? [identity.region ?? main?.region] : []));
  return [...new Set(regions.filter((region) => region !== undefined))];
}

function unused(path: ManifestPath, what: string): Finding {
  return {
    at: path,
    part: 'key',
    message: `${what[0]!.toUpperCase()}${what.slice(1)} is not used by any secondary.`,
    fix: 'Remove it, or list it in the secondaries that need it.',
  };
}
