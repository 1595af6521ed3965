import { Command } from '@commander-js/extra-typings';
import { manifestOption } from './shared-options';

export type SynthOptions = ReturnType<ReturnType<typeof synthCommand>['opts']>;

export function synthCommand() {
  return new Command('synth')
    .description('write the Terraform stacks')
    .addOption(manifestOption())
    .option('-o, --output <dir>', 'where to write them (default: CDKTF_OUTDIR, otherwise cdktf.out)')
    .option('--check', 'write nothing; exit 1 if the output is not what the manifest gives')
    .addHelpText(
      'after',
      `
Exit: 0; 1 if the manifest has errors, if --check finds a difference, or if a synth would delete files of others or leave files for Terraform that it does not write; 2 if the output cannot be written.

Examples:
  npx tendlc synth
  npx tendlc synth --check    # in a pipeline, with cdktf.out under version control`,
    );
}
