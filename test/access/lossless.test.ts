import fc from 'fast-check';
import { computeChanges, type Side } from '../../src/access/compare';
import { buildIamModel } from '../../src/access/iam-model';
import type { Change } from '../../src/access/model';
import { type ChangeLine, changeLines, lineText } from '../../src/access/report/change-lines';
import { jsonReport } from '../../src/access/report/json';
import { NumberLabels } from '../../src/access/report/labels';
import { markdownReport } from '../../src/access/report/markdown';
import type { AccessReport } from '../../src/access/report/report';
import { tableReport } from '../../src/access/report/table';
import { delegate } from '../../src/delegation';
import { delegatedResources } from './mutation/delegated-resources';
import { manifestFrom } from './samples';

/** Every change that is computed can be read in the table, in Markdown and in JSON. */

interface Account {
  numbers: string[];
  principals: string[] | 'account';
  channels: string[];
  externalId?: string | { current: string; previous: string };
  apis: string[];
  status: string;
  sessionContext: string[];
}

const account: fc.Arbitrary<Account | undefined> = fc.option(
  fc.record(
    {
      numbers: fc.subarray(['alerts', 'marketing', 'west'], { minLength: 1 }),
      principals: fc.oneof(
        fc.subarray(['role/app', 'user/ops', 'role/service/w-*', 'sso/Developers'], { minLength: 1 }),
        fc.constant('account' as const),
      ),
      channels: fc.subarray(['sms', 'mms', 'voice'], { minLength: 1 }),
      externalId: fc.constantFrom(undefined, 'one-10dlc', { current: 'two-10dlc', previous: 'one-10dlc' }),
      apis: fc.constantFrom(['sms-voice'], ['sms-voice', 'pinpoint']),
      status: fc.constantFrom('active', 'active', 'suspended', 'removed'),
      sessionContext: fc.subarray(['tags', 'sourceIdentity']),
    },
    {
      requiredKeys: ['numbers', 'principals', 'channels', 'apis', 'status', 'sessionContext'],
    },
  ),
  { nil: undefined },
);

const accounts = fc.tuple(account, account, account);

const number = (last: number): object => ({
  phoneNumber: `+1206555010${last}`,
  phoneNumberId: `phone-${String(last).repeat(32)}`,
});

function sideOf(list: readonly (Account | undefined)[]): Side {
  const secondaries = Object.fromEntries(
    list.flatMap((one, index) =>
      one ? [[`account-${index}`, { accountId: `22223333444${index}`, ...one }]] : [],
    ),
  );
  const manifest = manifestFrom(
    JSON.stringify({
      version: 1,
      main: {
        name: 'production',
        accountId: '111122223333',
        region: 'us-east-1',
        organizationId: 'o-a1b2c3d4e5',
        mediaBucket: 'my-media',
        pinpointApplicationId: '0123456789abcdef0123456789abcdef',
        numbers: { alerts: number(0), marketing: number(1), west: number(2) },
      },
      secondaries,
      verify: { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] },
    }),
  );
  return { manifest, model: buildIamModel(delegatedResources(manifest, delegate(manifest)), 'aws') };
}

function reportOf(before: Side, after: Side): AccessReport {
  return {
    manifest: after.manifest,
    source: 'a test',
    cells: [],
    problems: [],
    opens: [],
    notSeen: [],
    difference: { title: 'main', changes: computeChanges(before, after), before: before.manifest },
  };
}

const none = [''];

/** A line says that each of its callers, for each of its accounts and resources, changed. */
function statementsOf({ kind, accounts: keys, predicate, resources, callers, note }: ChangeLine): string[] {
  return keys.flatMap((key) =>
    (resources.length > 0 ? resources : none).flatMap((resource) =>
      (callers.length > 0 ? callers : none).map((caller) =>
        [kind, key, predicate, resource, caller, note].join('|'),
      ),
    ),
  );
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

test('merged lines, table, Markdown and JSON hold exactly the changes', () => {
  let most = 0;
  fc.assert(
    fc.property(accounts, accounts, (earlier, later) => {
      fc.pre(earlier.some(Boolean) && later.some(Boolean));
      const report = reportOf(sideOf(earlier), sideOf(later));
      const { changes, before } = report.difference!;
      const labels = new NumberLabels(before, report.manifest);
      const single = (change: Change): string[] => changeLines([change], labels).flatMap(statementsOf);
      const lines = changeLines(changes, labels);
      most = Math.max(most, changes.length);

      expect(lines.flatMap(statementsOf).toSorted()).toEqual(
        [...new Set(changes.flatMap(single))].toSorted(),
      );

      const table = withoutSpaces(tableReport(report, { columns: 80, colors: false }));
      const markdown = withoutSpaces(markdownReport(report));
      for (const line of lines) {
        const text = withoutSpaces(lineText(line));
        expect(table).toContain(text);
        expect(markdown).toContain(text.replace(/^−/, '-').replace(/^~/, '!'));
      }

      const json = JSON.parse([...jsonReport(report)].join(''));
      expect(json.changes).toHaveLength(changes.length);
      const said = withoutSpaces(json.changes.map(({ text }: { text: string }) => text).join('\n'));
      for (const change of changes) {
        const [line] = changeLines([change], labels);
        expect(said).toContain(withoutSpaces(lineText(line!)).slice(1));
      }
    }),
    { numRuns: 60, seed: 20261125 },
  );
  expect(most).toBeGreaterThan(20);
});
