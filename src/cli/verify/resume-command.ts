import { shellWord } from '../../encode/shell';
import type { VerifyReport } from '../../harness';
import type { VerifyOptions } from '../commands/verify';

/**
 * The command that continues a run that has not passed. Without a JSON report there is nothing to resume from: then
 * it is the command that runs the accounts that did not pass.
 */
export function resumeCommand(
  report: VerifyReport,
  options: VerifyOptions,
  json: string | undefined,
): string {
  const { manifest, mode, destination, mainProfile, sandbox, only, negatives } = options;
  const failed = new Set(
    report.probes.flatMap(({ status, account }) => (status === 'passed' ? [] : [account])),
  );
  failed.delete('all');
  const accounts = json === undefined ? [...failed] : (only ?? []);
  return [
    'npx tendlc verify',
    ...option('--manifest', manifest),
    ...(sandbox ? ['--sandbox'] : []),
    ...(mode === 'simulator' ? [] : ['--mode', mode]),
    ...option('--destination', destination),
    ...option('--main-profile', mainProfile),
    ...(negatives ? [] : ['--no-negatives']),
    ...(json === undefined
      ? []
      : ['--format json', '--output', shellWord(json), '--resume', shellWord(json)]),
    ...(accounts.length > 0 ? ['--only', ...accounts.map(shellWord)] : []),
  ].join(' ');
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, shellWord(value)];
}
