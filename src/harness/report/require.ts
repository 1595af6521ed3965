import { gapNames, isRequiredByAll } from '../probes';
import type { NotCovered, ProbeResult, VerifyReport } from '../types';
import { summarize } from './summary';

/** The report, with each gap that `--require` names (an account, a probe, or `all`) as a probe that did not pass. */
export function requireCovered(
  report: VerifyReport,
  names: readonly string[],
  maxPrice: string,
): VerifyReport {
  const { mode, summary } = report;
  const listed = report.notCovered.filter((gap) => names.some((name) => isAbout(gap, name)));
  // A probe that was neither planned nor listed was not covered either.
  const known = new Set<string>([...report.probes, ...report.notCovered].map(({ probe }) => probe));
  const unplanned = gapNames.filter((name) => name !== 'all' && names.includes(name) && !known.has(name));
  const gaps: NotCovered[] = [
    ...listed,
    ...unplanned.map((probe) => ({ account: 'all', probe, why: 'this run planned none' })),
  ];
  if (gaps.length === 0) return report;
  const probes = [...report.probes, ...gaps.map((gap) => toResult(report, gap))];
  return { ...report, probes, summary: summarize({ mode, maxPrice, throttled: summary.throttled }, probes) };
}

function isAbout({ account, probe }: NotCovered, name: string): boolean {
  if (probe === name) return true;
  return (name === 'all' || name === account) && isRequiredByAll(probe);
}

function toResult({ probes }: VerifyReport, { account, probe, why }: NotCovered): ProbeResult {
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
    message: '',
    requestId: '',
    cause: why,
    fix: 'close the gap, or leave it out of --require',
    messageId: '',
    attempts: 0,
    durationMs: 0,
  };
}
