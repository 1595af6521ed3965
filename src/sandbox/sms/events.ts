import type { Call } from '../services/operation';
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

/** Log groups of an account and Region, by name; filled where a configuration set names one. */
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

/**
 * No event without a configuration set. The simulator's failure number gives no API error, only an event; which
 * type it has is not documented, BLOCKED stands for it here.
 */
export function giveEvents(call: Call, sms: SmsRegion, record: MessageRecord): void {
  const set =
    record.configurationSet === undefined ? undefined : sms.configurationSets.get(record.configurationSet);
  if (!set?.logGroup) return;
  const groups = logGroups(sms);
  const group = groups.get(set.logGroup) ?? [];
  groups.set(set.logGroup, group);
  const failed = record.destination === SIMULATOR_FAILURE;
  const statuses = failed ? ['PENDING', 'BLOCKED'] : ['PENDING', 'SUCCESSFUL', 'DELIVERED'];
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
    eventType: `TEXT_${status}`,
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
    totalMessagePrice: Math.round(PART_PRICE * record.parts * 1e5) / 1e5,
    totalCarrierFee: Math.round(CARRIER_FEE * record.parts * 1e5) / 1e5,
  };
}
