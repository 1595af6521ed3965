import { delegate } from '../../src/delegation';
import type { Secondary } from '../../src/manifest/types';
import { buildManifest } from '../support/manifest';

const trust = (statements: string) => `{"Version":"2012-10-17","Statement":[${statements}]}`;
const senders = (accountId: string) =>
  `{"Sid":"Senders${accountId}","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${accountId}:root"},"Action":"sts:AssumeRole"}`;
const denied = '{"Sid":"Suspended","Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}';

function shared(secondaries: Record<string, Partial<Secondary>>) {
  return delegate(buildManifest({ main: { role: { strategy: 'shared' } }, secondaries }));
}
const zebra: Partial<Secondary> = { accountId: '222233334444', principals: 'account' };
const ant: Partial<Secondary> = { accountId: '333344445555', principals: 'account' };

describe('one role for all accounts', () => {
  it('has one statement for each account, in the order of account IDs', () => {
    const { senderRoles, secondaries } = shared({ ant, zebra });
    expect(senderRoles).toHaveLength(1);
    expect(senderRoles[0]).toMatchObject({
      address: 'sender',
      name: 'TenDlcSender',
      arn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender',
      trustPolicy: trust(`${senders('222233334444')},${senders('333344445555')}`),
    });
    expect(senderRoles[0]!.key).toBeUndefined();
    expect(secondaries.map(({ key, senderRoleArn }) => [key, senderRoleArn])).toEqual([
      ['ant', 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender'],
      ['zebra', 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender'],
    ]);
  });

  it('numbers the session context statements too', () => {
    const [role] = shared({ ant: { ...ant, sessionContext: ['tags'] } }).senderRoles;
    expect(role!.trustPolicy).toBe(
      trust(
        `${senders('333344445555')},{"Sid":"SessionContext333344445555","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::333344445555:root"},"Action":"sts:TagSession"}`,
      ),
    );
  });

  it.each(['suspended', 'removed'] as const)('leaves out an account that is %s', (status) => {
    const [role] = shared({ ant: { ...ant, status }, zebra }).senderRoles;
    expect(role!.trustPolicy).toBe(trust(senders('222233334444')));
    expect(role!.suspendedPolicy).toBeUndefined();
  });

  it('denies every principal if no account is left, and keeps the send policy', () => {
    const [before] = shared({ ant }).senderRoles;
    const [role] = shared({ ant: { ...ant, status: 'suspended' } }).senderRoles;
    expect(role!.trustPolicy).toBe(trust(denied));
    expect(role!.sendPolicy).toEqual(before!.sendPolicy);
  });
});
