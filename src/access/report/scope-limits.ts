import { NOT_EVALUATED } from '../../iam/authorize';
import type { Manifest } from '../../manifest/types';
import type { AccessCheck } from '../model';

/** What might let a caller send, or prevent it, and is not in these policies. */
export function scopeLimits({ main, secondaries }: Manifest, cells: readonly AccessCheck[]): string[] {
  const senders = secondaries.filter(({ status }) => status !== 'removed');
  return [
    `other roles and users of the main account ${main.accountId} whose own policies allow sending, and principals that may change the roles computed here`,
    'resource policies and AWS RAM shares of numbers, pools and opt-out lists (PutResourcePolicy): they admit other accounts without these roles',
    `${NOT_EVALUATED.join(', ')}: they can only deny`,
    'other policies, permissions boundaries and explicit denies of the principals in the secondary accounts',
    ...(senders.some(({ assumePolicy }) => assumePolicy !== 'none' && assumePolicy.groups.length > 0)
      ? ['who the members of the groups are']
      : []),
    'open sessions: they last until they expire, an hour for callers that are roles, up to twelve hours for users',
    'quotas, opt-outs, registration and spend limits: a message that may be sent might not be delivered',
    ...unsettled(cells),
  ];
}

function unsettled(cells: readonly AccessCheck[]): string[] {
  const count = cells.filter(({ expected }) => expected === 'unknown').length;
  const what = 'a number given as E.164 or bare ID, no origination identity, the members of a pool';
  return count > 0 ? [`${count} questions that AWS's documentation leaves open: ${what}`] : [];
}

/** What a grant of the Pinpoint API opens; empty if no account has one. */
export function pinpointReach({ main, secondaries }: Manifest): string[] {
  const { pinpointApplicationId: application } = main;
  const others = main.numbers.filter(({ region }) => region === main.region).map(({ name }) => name);
  return secondaries
    .filter(({ apis, status }) => apis.includes('pinpoint') && status === 'active')
    .map(
      ({ key }) =>
        `${key}: mobiletargeting:SendMessages has no resource for a number. It opens every number of the account in ${main.region} (${others.join(', ')}, and any that is bought later) and every channel that Pinpoint application ${application} has: "numbers" does not limit it.`,
    );
}
