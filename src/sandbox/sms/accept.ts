import { randomUUID } from 'node:crypto';
import { KEEP, keep } from '../call-log';
import type { Call } from '../services/operation';
import { type DeliveryProblem, giveEvents } from './events';
import type { MessageRecord, SmsNumber, SmsRegion } from './sms-model';
import { spend } from './spend';

export type { DeliveryProblem };

export interface Accepted extends Omit<MessageRecord, SetHere> {
  number: SmsNumber;
}

type SetHere =
  | 'messageId'
  | 'at'
  | 'accountId'
  | 'region'
  | 'sender'
  | 'role'
  | 'session'
  | 'sourceIdentity'
  | 'assumedBy'
  | 'originationArn'
  | 'originationNumber';

/** Records a message that passed every check, with its sender and the account that pays. */
export function accept(
  call: Call,
  sms: SmsRegion,
  accepted: Accepted,
  problem?: DeliveryProblem,
): MessageRecord {
  const { caller } = call;
  const { number, ...message } = accepted;
  const record: MessageRecord = {
    messageId: randomUUID(),
    at: new Date(call.world.now()).toISOString(),
    accountId: sms.accountId,
    region: sms.region,
    sender: caller.arn,
    role: caller.kind === 'session' ? caller.entityArn : undefined,
    session: caller.sessionName,
    sourceIdentity: caller.sourceIdentity,
    assumedBy: caller.assumedBy,
    originationArn: number.arn,
    originationNumber: number.phoneNumber,
    ...message,
  };
  keep(call.callLog.messages, record, KEEP.messages);
  if (!record.dryRun) spend(call.world, sms, record.price);
  if (!record.dryRun || call.sms.dryRunGivesEvents) giveEvents(call, sms, record, problem);
  return record;
}
