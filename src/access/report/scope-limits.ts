import { NOT_EVALUATED } from '../../iam/authorize';
import type { Manifest } from '../../manifest/types';
import type { AccessCheck } from '../matrix';

/** What could let somebody send, or stop them, and is not in these documents. */
export function scopeLimits({ main, secondaries }: Manifest, cells: readonly AccessCheck[]): string[] {
  const senders = secondaries.filter(({ status }) => status !== 'removed');
  return [
    `other roles and users of the main account ${main.accountId} that may send by policies of their own, and whoever may change the roles computed here`,
    'resource policies and AWS RAM shares of numbers, pools and opt-out lists (PutResourcePolicy): they admit other accounts without these roles',
    `${NOT_EVALUATED.join(', ')}: they can only take away`,
    'other policies, permissions boundaries and explicit denies of the principals in the secondary accounts',
    ...(senders.some(({ assumePolicy }) => assumePolicy !== 'none' && assumePolicy.groups.length > 0)
      ? ['who the members of the groups are']
      : []),
    'sessions that are open already: they last until they expire, an hour for callers that are roles',
    'quotas, opt-outs, registration and spend limits: what may be sent may still not be delivered',
    ...unsettled(cells),
  ];
}

function unsettled(cells: readonly AccessCheck[]): string[] {
  const count = cells.filter(({ expected }) => expected === 'unknown').length;
  const what = 'a number given as E.164 or bare ID, no origination identity, the members of a pool';
  return count > 0 ? [`${count} questions that AWS's documentation does not settle: ${what}`] : [];
}

/** What a grant of the Pinpoint API opens, in words; empty where nobody has it. */
export function pinpointReach({ main, secondaries }: Manifest): string[] {
  const { pinpointApplicationId: application } = main;
  const others = main.numbers.filter(({ region }) => region === main.region).map(({ name }) => name);
  return secondaries
    .filter(({ apis, status }) => apis.includes('pinpoint') && status === 'active')
    .map(
      ({ key }) =>
        `${key}: mobiletargeting:SendMessages has no resource for a number. It opens every number of the account in ${main.region} (${others.join(', ')}, and any that is bought later) and every channel that Pinpoint application ${application} has, whatever "numbers" says.`,
    );
}
