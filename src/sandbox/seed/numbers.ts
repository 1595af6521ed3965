import { createHash } from 'node:crypto';
import type { MainAccount } from '../../manifest/types';
import type { SmsRegion } from '../sms/sms-model';
import { smsRegion } from '../world/world';
import type { Account, World } from '../world/world-model';

/** USD a month for an account out of AWS's SMS sandbox: high enough that no rehearsal reaches it. */
const SPEND_LIMIT = 100_000;
/** Message parts a second of a 10DLC number. */
const NUMBER_RATE = 1;

/** The main account's numbers, pools, configuration sets and Pinpoint application, out of AWS's SMS sandbox. */
export function addNumbers(world: World, account: Account, main: MainAccount): void {
  const createdAt = new Date(world.now());
  const number = {
    createdAt,
    rate: NUMBER_RATE,
    optOutList: 'Default',
    numberType: 'TEN_DLC',
    status: 'ACTIVE',
  } as const;
  for (const { phoneNumberId: id, arn, phoneNumber, messageType, region } of main.numbers) {
    inProduction(account, region).numbers.set(id, {
      ...number,
      id,
      arn,
      phoneNumber,
      messageType,
      capabilities: ['SMS', 'MMS', 'VOICE'],
    });
  }
  main.pools.forEach(({ poolId: id, arn, region }, index) => {
    const sms = inProduction(account, region);
    sms.pools.set(id, {
      id,
      arn,
      status: 'ACTIVE',
      messageType: 'TRANSACTIONAL',
      optOutList: 'Default',
      createdAt,
    });
    // The manifest does not list a pool's numbers, so each pool gets one.
    const member = `phone-${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
    sms.numbers.set(member, {
      ...number,
      id: member,
      arn: arn.replace(`pool/${id}`, `phone-number/${member}`),
      phoneNumber: `+1206555${String(9000 + index).padStart(4, '0')}`,
      messageType: 'TRANSACTIONAL',
      capabilities: ['SMS', 'MMS', 'VOICE'],
      poolId: id,
    });
  });
  for (const { name, arn, region } of main.configurationSets) {
    const logGroup = `/aws/sms-voice/${name}`;
    inProduction(account, region).configurationSets.set(name, { name, arn, logGroup, createdAt });
  }
  if (main.pinpointApplicationId) {
    inProduction(account, main.region).pinpointApplications.add(main.pinpointApplicationId);
  }
}

function inProduction(account: Account, region: string): SmsRegion {
  const sms = smsRegion(account, region);
  sms.tier = 'PRODUCTION';
  sms.spendLimit = SPEND_LIMIT;
  sms.maxSpendLimit = SPEND_LIMIT;
  return sms;
}
