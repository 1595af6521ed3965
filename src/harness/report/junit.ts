import junit from 'junit-report-builder';
import type { ProbeResult, VerifyReport } from '../types';
import { byAccount, codeText, showsText, whoText } from './words';

/** JUnit XML: a suite per account, a case per probe; inconclusive probes are errors, gaps are skipped cases. */
export function junitReport(report: VerifyReport): string {
  const builder = junit.newBuilder();
  for (const [account, probes] of byAccount(report.probes)) {
    const suite = builder
      .testSuite()
      .name(account)
      .timestamp(report.startedAt)
      .property('runId', report.runId);
    for (const probe of probes) {
      const test = suite
        .testCase()
        .className(`tendlc.verify.${account}`)
        .name([probe.probe, probe.number].filter(Boolean).join(' '))
        .time(probe.durationMs / 1000);
      if (probe.status === 'failed') test.failure(detail(probe), codeText(probe) || 'allowed');
      if (probe.status === 'inconclusive') test.error(detail(probe), codeText(probe) || 'not tried');
      if (probe.messageId) test.standardOutput(`message ${probe.messageId}`);
    }
  }
  for (const { account, probe, why } of report.notCovered) {
    const test = builder.testSuite().name(`${account}: not covered`).testCase();
    test.className(`tendlc.verify.${account}`).name(probe).skipped();
    test.standardOutput(why);
  }
  return builder.build();
}

function detail(probe: ProbeResult): string {
  return `${showsText(probe)}, as ${whoText(probe)}: ${probe.cause}\nfix: ${probe.fix}`;
}
