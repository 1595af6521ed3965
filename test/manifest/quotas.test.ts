import { type QuotaSummary, quotaLine, quotaReport } from '../../src/cli/check/quotas';
import { parseManifest } from '../../src/manifest';

function budgets(role: string, secondaries: string, more = ''): QuotaSummary[] {
  const text = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: {phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef}
  role: ${role}
secondaries:
${secondaries}${more}`;
  const { manifest, diagnostics } = parseManifest(text, 'accounts.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics));
  return quotaReport(manifest).budgets;
}

const named = (list: QuotaSummary[], name: string) => list.find((budget) => budget.name.startsWith(name))!;

const principals = (count: number) =>
  `  development: {accountId: "222233334444", numbers: [alerts], principals: [${Array.from({ length: count }, (_, index) => `role/service-${String(index).padStart(3, '0')}`)}]}\n`;

const accounts = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `  account-${String(index).padStart(3, '0')}: {accountId: "${300_000_000_000 + index}", numbers: [alerts], principals: [role/app-notifier]}\n`,
  ).join('');

describe('the room that is said to be left is there, and no more of it', () => {
  it('for principals of a role', () => {
    const trust = (count: number) => named(budgets('{}', principals(count)), 'trust policy of TenDlcSender');
    const { roomFor, quota, more } = trust(5);
    expect(more).toBe('principals');
    expect(trust(5 + roomFor).used).toBeLessThanOrEqual(quota);
    expect(trust(5 + roomFor).roomFor).toBe(0);
    expect(trust(5 + roomFor + 1).used).toBeGreaterThan(quota);
  });

  it('for accounts of the shared role', () => {
    const trust = (count: number) =>
      named(budgets('{strategy: shared}', accounts(count)), 'trust policy of the shared');
    const { roomFor, quota, more } = trust(4);
    expect(more).toBe('accounts like these');
    expect(trust(4 + roomFor).used).toBeLessThanOrEqual(quota);
    expect(trust(4 + roomFor + 2).used).toBeGreaterThan(quota);
  });

  it('grows with the quota that the manifest says', () => {
    const room = (quota: number) =>
      named(budgets(`{trustPolicyQuota: ${quota}}`, principals(5)), 'trust policy of Ten');
    expect(room(8192).quota).toBe(8192);
    expect(room(8192).roomFor).toBeGreaterThan(3 * room(2048).roomFor);
  });
});

describe('budgets', () => {
  it('name the policy that uses most', () => {
    const two = `${principals(9)}  other: {accountId: "333344445555", numbers: [alerts], principals: account}\n`;
    expect(named(budgets('{}', two), 'trust policy').name).toBe('trust policy of TenDlcSender-development');
  });

  it('count roles and tags', () => {
    const list = budgets('{}', accounts(7), 'terraform: {tags: {team: messaging, stage: production}}\n');
    expect(named(list, 'roles of this project')).toMatchObject({
      used: 7,
      quota: 1000,
      roomFor: 993,
      unit: 'roles',
    });
    expect(named(list, 'tags')).toMatchObject({ used: 2, quota: 50, roomFor: 48, unit: 'tags' });
  });

  it.each([
    [
      { used: 1480, roomFor: 3, more: 'accounts like these' },
      'x: 1,480 of 2,048 characters, room for 3 more accounts like these',
    ],
    [{ used: 2048, roomFor: 0, more: 'principals' }, 'x: 2,048 of 2,048 characters, no room for more'],
  ])('read as a line: %j', (budget, line) => {
    expect(quotaLine({ name: 'x', quota: 2048, unit: 'characters', ...budget })).toBe(line);
  });
});
