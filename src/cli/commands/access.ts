import { Command } from '@commander-js/extra-typings';
import { accessFormats } from '../access/formats';
import { formatOption, manifestOption } from './shared-options';

export type AccessOptions = ReturnType<ReturnType<typeof accessCommand>['opts']>;

export function accessCommand() {
  return new Command('access')
    .description('who can send from which number, computed from the policies')
    .addOption(manifestOption())
    .addOption(formatOption(accessFormats, 'table'))
    .option('--base <ref|dir>', 'also the changes against another commit, manifest or synthesized output')
    .option(
      '--plan <file...>',
      "also the changes that Terraform's plans make ([STACK=]FILE, of terraform show -json)",
    )
    .option('--from <dir>', 'read the policies of this output instead of a fresh synthesis')
    .option('--exit-code', 'exit 1 on a change')
    .addHelpText(
      'after',
      `
Exit: 0; 1 if policies and manifest disagree or the manifest has errors, and with --exit-code on a change; 2 for another input that cannot be read.

Examples:
  npx tendlc access
  npx tendlc access --base origin/main --format markdown    # for a pull request
  npx tendlc access --plan main=main.json --exit-code`,
    );
}
