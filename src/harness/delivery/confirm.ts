import { setTimeout as sleep } from 'node:timers/promises';
import { SIMULATOR_FAILURE } from '../../simulator-numbers';
import { Clients, type Credentials } from '../aws/clients';
import { toCallError } from '../aws/errors';
import { Identities } from '../aws/identities';
import type { Probe, ProbePlan } from '../plan/types';
import { PROBES } from '../probes';
import { probeId } from '../probes/id';
import { summarize } from '../report/summary';
import type { NotCovered, ProbeResult, VerifyReport } from '../types';
import { type FinalEvent, finalEvents, logGroupsOf } from './events';

export interface DeliveryOptions {
  /** Milliseconds to wait for the events. */
  timeout: number;
  /** Milliseconds between two looks. */
  interval?: number;
  /** Profile of the main account; absent: the ambient credentials. */
  mainProfile?: string;
  signal?: AbortSignal;
}

/** An accepted message, and how its events are found. */
interface Accepted {
  probe: Probe;
  result: ProbeResult;
  region: string;
  configurationSet?: string;
}

const DEFAULT_INTERVAL = 5_000;
/** Events may be older than the report's start by the difference of two clocks. */
const SLACK = 60_000;
/** The carrier or the handset has it (user guide, "Event types"). */
const ARRIVED = new Set(['SUCCESSFUL', 'DELIVERED']);

/**
 * Looks in CloudWatch Logs of the main account for the last event of each accepted message. Without that event the
 * report lists the delivery as not covered.
 */
export async function confirmDelivery(
  plan: ProbePlan,
  report: VerifyReport,
  options: DeliveryOptions,
): Promise<VerifyReport> {
  const clients = new Clients();
  try {
    const accepted = acceptedOf(plan, report);
    const gaps: NotCovered[] = [];
    const results: ProbeResult[] = [];
    const credentials = new Identities(clients, plan.region, (label) => label).source(options.mainProfile);
    const started = performance.now();
    for (const region of new Set(accepted.map((one) => one.region))) {
      const inRegion = accepted.filter((one) => one.region === region);
      const found = await search(clients, credentials, plan, report, inRegion, region, options);
      for (const one of inRegion) {
        const event = found.events.get(one.result.messageId);
        if (event) results.push(toResult(one, event, performance.now() - started));
        else gaps.push(unconfirmed(one, found.why(one)));
      }
    }
    const probes = [...report.probes, ...results];
    const notCovered = [...report.notCovered, ...gaps];
    return {
      ...report,
      probes,
      notCovered,
      summary: summarize({ ...plan, throttled: report.summary.throttled }, probes),
      finishedAt: new Date().toISOString(),
    };
  } finally {
    clients.destroy();
  }
}

function acceptedOf(plan: ProbePlan, report: VerifyReport): Accepted[] {
  const probes = new Map(
    plan.accounts.flatMap((account) => account.probes.map((probe) => [probe.id, probe])),
  );
  return report.probes.flatMap((result) => {
    const probe = probes.get(result.id);
    if (!probe || !result.messageId || result.expected === 'denied') return [];
    const { call } = probe;
    if (call.kind !== 'send' && call.kind !== 'pinpoint') return [];
    const configurationSet = call.kind === 'send' ? call.configurationSet : undefined;
    return [{ probe, result, region: call.region, configurationSet }];
  });
}

async function search(
  clients: Clients,
  credentials: Credentials,
  plan: ProbePlan,
  report: VerifyReport,
  accepted: readonly Accepted[],
  region: string,
  { timeout, interval = DEFAULT_INTERVAL, signal }: DeliveryOptions,
) {
  const events = new Map<string, FinalEvent>();
  let groups = new Map<string, string>();
  let failure: string | undefined;
  const deadline = performance.now() + timeout;
  const groupOf = ({ configurationSet }: Accepted) => groups.get(configurationSet ?? '');
  const missing = () => accepted.filter((one) => groupOf(one) && !events.has(one.result.messageId));
  try {
    groups = await logGroupsOf(clients, credentials, region);
    while (missing().length > 0) {
      for (const logGroup of new Set(missing().map((one) => groupOf(one)!))) {
        const since = Date.parse(report.startedAt) - SLACK;
        const found = await finalEvents(clients, credentials, { logGroup, region, runId: plan.runId, since });
        for (const event of found) events.set(event.messageId, event);
      }
      if (missing().length === 0 || performance.now() + interval > deadline || signal?.aborted) break;
      await sleep(interval, undefined, { signal }).catch(() => {});
    }
  } catch (thrown) {
    const { code, message } = toCallError(thrown);
    failure = `the events could not be read with credentials of the main account: ${code}: ${message}`;
  }
  const why = (one: Accepted) => {
    if (failure) return failure;
    if (!one.configurationSet) return 'it was sent without a configuration set, so AWS records no event';
    return groupOf(one)
      ? `no final event within ${Math.round(timeout / 1000)} s; carriers may take up to 72 hours`
      : `${one.configurationSet} has no event destination in CloudWatch Logs`;
  };
  return { events, why };
}

function unconfirmed({ result }: Accepted, why: string): NotCovered {
  return { account: result.account, probe: 'delivery', why: `accepted, delivery unconfirmed: ${why}` };
}

function toResult(
  { result }: Accepted,
  { status, description }: FinalEvent,
  durationMs: number,
): ProbeResult {
  const passed = ARRIVED.has(status);
  const cause = passed ? '' : `AWS accepted the message and did not deliver it: ${description || status}`;
  return {
    ...result,
    id: probeId({
      account: result.account,
      probe: 'delivery',
      of: [result.probe, result.number].filter(Boolean).join('/'),
    }),
    probe: 'delivery',
    proves: PROBES.delivery.proves,
    message: '',
    requestId: '',
    status: passed ? 'passed' : 'failed',
    code: status,
    reason: '',
    cause,
    fix: passed
      ? ''
      : `look up the status under "Event types" of the user guide; a message to ${SIMULATOR_FAILURE} always fails`,
    attempts: 1,
    durationMs: Math.round(durationMs),
  };
}
