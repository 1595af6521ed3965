import { Command } from '@commander-js/extra-typings';
import { checkFormats } from '../check/formats';
import { formatOption, manifestOption } from './shared-options';

export type CheckOptions = ReturnType<ReturnType<typeof checkCommand>['opts']>;

export function checkCommand() {
  return new Command('check')
    .description('validate the manifest: every mistake, its position, and what to do')
    .addOption(manifestOption())
    .addOption(
      formatOption(checkFormats, 'pretty', 'output format; github: annotations of a GitHub workflow'),
    )
    .option('--strict', 'exit 1 on warnings too')
    .option('--base <ref|file>', 'also compare with an earlier manifest (git revision or file)')
    .option('--aws', 'also compare with the main account (read-only Describe calls, one a second)')
    .addHelpText(
      'after',
      `
Exit: 0; 1 on an error (also if the manifest is missing), and with --strict on a warning; 2 for another input that cannot be read.

Examples:
  npx tendlc check
  npx tendlc check --strict --base origin/main --format github    # in a pull request
  npx tendlc check --aws                                          # with credentials of the main account`,
    );
}
