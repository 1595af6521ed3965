import { Command } from '@commander-js/extra-typings';
import { guardFormats } from '../guard/formats';
import { formatOption, manifestOption } from './shared-options';

export type GuardOptions = ReturnType<ReturnType<typeof guardCommand>['opts']>;

export function guardCommand() {
  return new Command('guard')
    .description('fail if a Terraform plan is not exactly what the manifest implies')
    .argument(
      '<stack=plan...>',
      'a stack and its plan: the file of terraform plan -out, or its JSON (terraform show -json)',
    )
    .addOption(manifestOption())
    .option(
      '--from <dir>',
      'the output that was planned, for plans given as JSON (default: CDKTF_OUTDIR, else cdktf.out if it exists)',
    )
    .option('--all', 'also fail if a stack of the manifest has no plan, or its configuration is not at hand')
    .option('--terraform <program>', 'what reads a saved plan', 'terraform')
    .addOption(formatOption(guardFormats, 'pretty'))
    .addHelpText(
      'after',
      `
Exit: 0; 1 if a plan is not exactly what the manifest implies, or the manifest has errors; 2 for another input that cannot be read.

Example:
  terraform -chdir=cdktf.out/stacks/main plan -out="$PWD/main.tfplan"
  npx tendlc guard main=main.tfplan && terraform -chdir=cdktf.out/stacks/main apply "$PWD/main.tfplan"`,
    );
}
