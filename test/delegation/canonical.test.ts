import fc from 'fast-check';
import { delegate } from '../../src/delegation';
import { sessionContextActions } from '../../src/delegation/trust-policy';
import type { Principal, Secondary } from '../../src/manifest/types';
import {
  buildManifest,
  configurationSet,
  hex,
  phoneNumber,
  pool,
  role,
  sso,
  user,
} from '../support/manifest';

const principals: Principal[] = [role('a'), role('b/c'), role('w-*'), user('me'), sso('Developers')];
const numbers = ['alerts', 'marketing', 'west'];
const trustedPrincipals = ['arn:aws:iam::999900001111:role/a', 'arn:aws:iam::999900002222:role/b'];

const secondary = fc.record({
  principals: fc.oneof(fc.constant('account' as const), fc.shuffledSubarray(principals, { minLength: 1 })),
  numbers: fc.shuffledSubarray(numbers, { minLength: 1 }),
  pools: fc.shuffledSubarray(['first', 'second']),
  configurationSets: fc.shuffledSubarray(['tendlc', 'other']),
  apis: fc.shuffledSubarray(['sms-voice', 'pinpoint'] as const, { minLength: 1 }),
  channels: fc.shuffledSubarray(['sms', 'mms', 'voice'] as const, { minLength: 1 }),
  sessionContext: fc.shuffledSubarray(Object.keys(sessionContextActions) as Secondary['sessionContext']),
  status: fc.constantFrom('active' as const, 'suspended' as const),
  externalId: fc.option(fc.constantFrom({ current: 'b', previous: 'a' }, { current: 'b' }), {
    nil: undefined,
  }),
});
const strategies = fc.constantFrom('per-account' as const, 'shared' as const);

const delegated = (parts: Partial<Secondary>, strategy: 'per-account' | 'shared') =>
  delegate(
    buildManifest({
      main: {
        organizationId: 'o-a1b2c3d4e5',
        numbers: numbers.map((name, n) => phoneNumber({ name, phoneNumberId: `phone-${hex(n)}` })),
        pools: [pool('first', `pool-${hex(1)}`), pool('second', `pool-${hex(2)}`)],
        configurationSets: [configurationSet('tendlc'), configurationSet('other')],
        pinpointApplicationId: hex(3),
        mediaBucket: 'my-media',
        role: { strategy },
      },
      secondaries: { development: parts },
      verify: { trustedPrincipals },
    }),
  );

const documents = ({ senderRoles, secondaries }: ReturnType<typeof delegate>): string[] => [
  ...senderRoles.flatMap(({ trustPolicy, sendPolicy, suspendedPolicy }) => [
    trustPolicy,
    sendPolicy.document,
    ...(suspendedPolicy ? [suspendedPolicy.document] : []),
  ]),
  ...secondaries.flatMap(({ assumePolicy, verifier, outsider }) => [
    assumePolicy!.document,
    ...[verifier!, outsider!].flatMap(({ trustPolicy, inlinePolicy }) => [
      trustPolicy,
      inlinePolicy.document,
    ]),
  ]),
];

/** Every array inside a document but the statements, and every object's keys where their order is ours. */
function lists(value: unknown): unknown[][] {
  if (Array.isArray(value)) return [value, ...value.flatMap(lists)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(lists) : [];
}

const reversed = <T>(value: T): T => (Array.isArray(value) ? ([...value].reverse() as T) : value);

it('writes the same documents whatever the order of the lists', () => {
  fc.assert(
    fc.property(secondary, strategies, (parts, strategy) => {
      const other = Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, reversed(value)]));
      expect(documents(delegated(other, strategy))).toEqual(documents(delegated(parts, strategy)));
    }),
  );
});

it('writes every document in its one form', () => {
  fc.assert(
    fc.property(secondary, strategies, (parts, strategy) => {
      for (const document of documents(delegated(parts, strategy))) {
        const { Version, Statement } = JSON.parse(document);
        expect(Version).toBe('2012-10-17');
        expect(document).toBe(JSON.stringify({ Version, Statement }));
        const sids = Statement.map(({ Sid }: { Sid: string }) => Sid);
        expect(new Set(sids).size).toBe(sids.length);
        for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
        for (const statement of Statement) {
          const order = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
          expect(Object.keys(statement)).toEqual(order.filter((key) => key in statement));
          for (const list of lists(statement)) {
            expect(list.length).toBeGreaterThan(1);
            expect(list).toEqual([...new Set(list)].sort());
          }
        }
        // Terraform would evaluate these.
        expect(document).not.toMatch(/[$%]\{/);
      }
    }),
  );
});
