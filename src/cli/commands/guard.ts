import { Command } from '@commander-js/extra-typings';
import { guardFormats } from '../guard/formats';
import { formatOption, manifestOption } from './shared-options';

export type GuardOptions = ReturnType<ReturnType<typeof guardCommand>['opts']>;

export function guardCommand() {
  return new Command('guard')
    .description('fail if a Terraform plan is not what the manifest implies')
    .argument('<stack=plan...>', 'a stack and its plan, written by terraform show -json')
    .addOption(manifestOption())
    .option('--all', 'fail if a stack of the manifest has no plan')
    .addOption(formatOption(guardFormats, 'pretty'))
    .addHelpText(
      'after',
      `
Exit: 0; 1 if a plan is not exactly what the manifest implies, or the manifest has errors; 2 for another input that cannot be read.

Example:
  terraform -chdir=cdktf.out/stacks/main plan -out=main.tfplan
  terraform -chdir=cdktf.out/stacks/main show -json main.tfplan > main.json
  npx tendlc guard main=main.json secondary-development=development.json --all`,
    );
}
