import type { NotCovered, ProbeResult, VerifyReport } from '../types';
import { summarize } from './summary';

/** The report with the gaps that must not be (`--require`: an account, a probe, or `all`) counted as not passed. */
export function requireCovered(
  report: VerifyReport,
  names: readonly string[],
  maxPrice: string,
): VerifyReport {
  const listed = report.notCovered.filter((gap) => names.some((name) => isAbout(gap, name)));
  // What nobody planned is listed nowhere, and covered no more than what is.
  const known = [...report.probes, ...report.notCovered];
  const unplanned = names.filter(
    (name) => name !== 'all' && !known.some((one) => one.account === name || isAbout(one, name)),
  );
  const gaps = [
    ...listed,
    ...unplanned.map((probe) => ({ account: 'all', probe, why: 'this run planned none' })),
  ];
  if (gaps.length === 0) return report;
  const probes = [...report.probes, ...gaps.map((gap) => toProbe(report, gap))];
  return { ...report, probes, summary: summarize({ mode: report.mode, maxPrice }, probes) };
}

/** Gaps of every run on AWS, whatever the manifest and the credentials: only their own name requires them. */
const always: readonly string[] = ['assume-as-principal', 'organization'];

function isAbout({ account, probe }: Pick<NotCovered, 'account' | 'probe'>, name: string): boolean {
  if (name === 'all' || name === account) return !always.includes(probe);
  // A gap may name several probes, and of which number: `assume, send`, `send pool/marketing`.
  return probe.split(', ').some((one) => one === name || one.startsWith(`${name} `));
}

function toProbe({ probes }: VerifyReport, { account, probe, why }: NotCovered): ProbeResult {
  return {
    id: `${account}/${probe}/required`,
    account,
    accountId: probes.find((one) => one.account === account)?.accountId ?? '',
    number: '',
    api: 'sts',
    probe,
    as: '',
    proves: 'identity',
    expected: 'allowed',
    status: 'inconclusive',
    code: 'NotCovered',
    reason: '',
    cause: why,
    fix: 'close the gap, or leave it out of --require',
    messageId: '',
    attempts: 0,
    durationMs: 0,
  };
}
