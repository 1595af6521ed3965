import { setTimeout as sleep } from 'node:timers/promises';
import { Clients, type Credentials } from '../aws/clients';
import { toCallError } from '../aws/errors';
import { Identities } from '../aws/identities';
import type { Plan, Probe } from '../plan/types';
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

/** A message that was accepted, and how its events could be found. */
interface Accepted {
  probe: Probe;
  result: ProbeResult;
  region: string;
  configurationSet?: string;
}

const defaultInterval = 5_000;
/** Events may be older than the report's start by the difference of two clocks. */
const slack = 60_000;
/** The carrier, or its handset, has it (user guide, "Event types"). */
const arrived = new Set(['SUCCESSFUL', 'DELIVERED']);

/**
 * Looks in CloudWatch Logs of the main account for the last event of each message that was accepted. Without events
 * a message is accepted and its delivery unconfirmed, which the report lists as not covered; never delivered.
 */
export async function confirmDelivery(
  plan: Plan,
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
      summary: summarize(plan, probes),
      finishedAt: new Date().toISOString(),
    };
  } finally {
    clients.destroy();
  }
}

function acceptedOf(plan: Plan, report: VerifyReport): Accepted[] {
  const probes = new Map(
    plan.accounts.flatMap((account) => account.probes.map((probe) => [probe.id, probe])),
  );
  return report.probes.flatMap((result) => {
    const probe = probes.get(result.id);
    if (!probe || !result.messageId || result.expected === 'denied') return [];
    const { step } = probe;
    if (step.kind !== 'send' && step.kind !== 'pinpoint') return [];
    const configurationSet = step.kind === 'send' ? step.configurationSet : undefined;
    return [{ probe, result, region: step.region, configurationSet }];
  });
}

async function search(
  clients: Clients,
  credentials: Credentials,
  plan: Plan,
  report: VerifyReport,
  accepted: readonly Accepted[],
  region: string,
  { timeout, interval = defaultInterval, signal }: DeliveryOptions,
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
        const since = Date.parse(report.startedAt) - slack;
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
    if (!one.configurationSet) return 'it was sent without a configuration set, so AWS keeps no event';
    return groupOf(one)
      ? `no final event within ${Math.round(timeout / 1000)} s; carriers may take up to 72 hours`
      : `no destination of ${one.configurationSet} is CloudWatch Logs`;
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
  const passed = arrived.has(status);
  const cause = passed ? '' : `AWS accepted the message and could not deliver it: ${description || status}`;
  return {
    ...result,
    id: `${result.account}/delivery/${result.probe}/${result.number}`,
    probe: 'delivery',
    proves: 'delivery',
    status: passed ? 'passed' : 'failed',
    code: status,
    reason: '',
    cause,
    fix: passed
      ? ''
      : 'look the status up under "Event types" of the user guide; the simulator number ending in 7167 always fails',
    attempts: 1,
    durationMs: Math.round(durationMs),
  };
}
