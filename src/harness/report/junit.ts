import { type JunitCase, junitXml } from '../../junit';
import type { NotCovered, ProbeResult, VerifyReport } from '../types';
import { byAccount, callerLabel, codeText, labelOf } from './labels';
import { count } from './summary';

/** JUnit XML: a suite for each account, a case for each probe; inconclusive probes are errors, gaps are skipped. */
export function junitReport(report: VerifyReport): string {
  const { startedAt: timestamp, runId, summary } = report;
  const properties = {
    runId,
    ...(summary.throttled > 0 && { throttled: count(summary.throttled, 'call') }),
  };
  const tested = byAccount(report.probes).map(([account, probes]) => ({
    name: account,
    timestamp,
    properties,
    cases: probes.map(probeCase),
  }));
  const gaps = byAccount(report.notCovered).map(([account, notCovered]) => ({
    name: `${account}: not covered`,
    timestamp,
    cases: notCovered.map(gapCase),
  }));
  return junitXml([...tested, ...gaps]);
}

/** The name is the probe's ID without its account: unique in the account. */
function probeCase(probe: ProbeResult): JunitCase {
  const { account, id, status, messageId, durationMs } = probe;
  return {
    className: classOf(account),
    name: id.slice(account.length + 1),
    seconds: durationMs / 1000,
    ...(messageId && { output: `message ${messageId}` }),
    ...(status === 'failed' && {
      outcome: { kind: 'failure', message: detail(probe), type: codeText(probe) || 'allowed' },
    }),
    ...(status === 'inconclusive' && {
      outcome: { kind: 'error', message: detail(probe), type: codeText(probe) || 'not tried' },
    }),
  };
}

function gapCase({ account, probe, why }: NotCovered): JunitCase {
  return {
    className: classOf(account),
    name: `${probe}, not covered`,
    outcome: { kind: 'skipped', message: why },
  };
}

const classOf = (account: string) => `tendlc.verify.${account}`;

function detail(probe: ProbeResult): string {
  const { cause, fix, message, requestId } = probe;
  return [
    `${labelOf(probe)}, as ${callerLabel(probe)}: ${cause}`,
    ...(message ? [`AWS: ${message}`] : []),
    ...(requestId ? [`request ID: ${requestId}`] : []),
    ...(fix ? [`fix: ${fix}`] : []),
  ].join('\n');
}
