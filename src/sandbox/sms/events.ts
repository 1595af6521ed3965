import type { Call } from '../services/operation';
import { channels } from './channel';
import { SIMULATOR_FAILURE } from './destinations';
import { CARRIER_FEE, PART_PRICE } from './price';
import type { MessageRecord, SmsRegion } from './sms-model';

/** An event in the form of the SMS user guide, configuration-sets-event-format. */
interface SmsEvent {
  eventType: string;
  messageId: string;
  isFinal: boolean;
  [member: string]: unknown;
}

export interface LogEvent {
  eventId: string;
  logStreamName: string;
  /** Milliseconds. */
  timestamp: number;
  message: string;
}

/** Log groups of an account and Region, by name. Configuration sets fill them. */
const logs = new WeakMap<SmsRegion, Map<string, LogEvent[]>>();

export function logGroups(sms: SmsRegion): Map<string, LogEvent[]> {
  let groups = logs.get(sms);
  if (!groups) {
    groups = new Map();
    logs.set(sms, groups);
  }
  return groups;
}

const KEEP = 10_000;

/** Why an accepted message is not delivered: the end of an event's type. */
export type DeliveryProblem = 'FILE_INACCESSIBLE';

const DELIVERED: Record<MessageRecord['channel'], string[]> = {
  sms: ['PENDING', 'SUCCESSFUL', 'DELIVERED'],
  mms: ['PENDING', 'SUCCESSFUL', 'DELIVERED'],
  voice: ['INITIATED', 'RINGING', 'ANSWERED', 'COMPLETED'],
};

/** AWS does not document the event of the simulator's failure number, for which the API gives no error. */
const FAILED: Record<MessageRecord['channel'], string[]> = {
  sms: ['PENDING', 'BLOCKED'],
  mms: ['PENDING', 'BLOCKED'],
  voice: ['INITIATED', 'FAILED'],
};

/** Only a configuration set gets events. */
export function giveEvents(
  call: Call,
  sms: SmsRegion,
  record: MessageRecord,
  problem: DeliveryProblem | undefined,
): void {
  const set =
    record.configurationSet === undefined ? undefined : sms.configurationSets.get(record.configurationSet);
  if (!set?.logGroup) return;
  const groups = logGroups(sms);
  const group = groups.get(set.logGroup) ?? [];
  groups.set(set.logGroup, group);
  const ends = record.destination === SIMULATOR_FAILURE ? FAILED : DELIVERED;
  const statuses = problem ? ['PENDING', problem] : ends[record.channel];
  statuses.forEach((status, index) => {
    const timestamp = call.world.now() + index;
    group.push({
      eventId: `${timestamp}${String(group.length).padStart(20, '0')}`,
      logStreamName: new Date(timestamp).toISOString().slice(0, 10),
      timestamp,
      message: JSON.stringify(smsEvent(record, status, timestamp, index === statuses.length - 1)),
    });
  });
  if (group.length > KEEP) group.splice(0, KEEP / 2);
}

function smsEvent(record: MessageRecord, status: string, timestamp: number, isFinal: boolean): SmsEvent {
  return {
    eventType: `${channels[record.channel].event}_${status}`,
    eventVersion: '1.0',
    eventTimestamp: timestamp,
    isFinal,
    originationPhoneNumber: record.originationNumber,
    destinationPhoneNumber: record.destination,
    isInternationalSend: false,
    isoCountryCode: 'US',
    messageId: record.messageId,
    messageRequestTimestamp: Date.parse(record.at),
    messageEncoding: record.encoding,
    messageType: record.messageType,
    messageStatus: status,
    messageStatusDescription:
      status === 'BLOCKED' ? 'Message was blocked' : `Message is ${status.toLowerCase()}`,
    context: record.context,
    totalMessageParts: record.parts,
    ...priceOf(record),
  };
}

/** Only text messages have a carrier fee here. */
function priceOf({ channel, parts, price }: MessageRecord) {
  if (channel !== 'sms') return { totalMessagePrice: price, totalCarrierFee: 0 };
  return {
    totalMessagePrice: Math.round(PART_PRICE * parts * 1e5) / 1e5,
    totalCarrierFee: Math.round(CARRIER_FEE * parts * 1e5) / 1e5,
  };
}
