import { Command } from 'commander';

export function synthCommand(): Command {
  return new Command('synth')
    .description('write the Terraform stacks')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .option('-o, --output <dir>', 'where to write them (default: CDKTF_OUTDIR, else cdktf.out)')
    .option('--check', 'write nothing; exit 1 where the output is not what the manifest gives')
    .addHelpText(
      'after',
      '\nExamples:\n  npx tendlc synth\n  npx tendlc synth --check    # in a pipeline, where cdktf.out is committed',
    )
    .action(async (options) => {
      const { runSynth } = await import('../synth/run');
      runSynth(options);
    });
}
