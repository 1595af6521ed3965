import { Command, Option } from 'commander';

export function checkCommand(): Command {
  return new Command('check')
    .description('validate the manifest: every mistake, where it stands, and what to do')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .addOption(
      new Option('--format <format>', 'how to print it; github: annotations of a workflow')
        .choices(['pretty', 'json', 'github'])
        .default('pretty'),
    )
    .option('--strict', 'exit 1 on warnings too')
    .option('--base <ref|file>', 'also what an earlier manifest forbids now, of a git revision or a file')
    .option('--aws', 'also compare with the main account (read-only Describe calls, one a second)')
    .addHelpText(
      'after',
      `
Exit: 0; 1 on an error (also where the manifest is missing), and with --strict on a warning; 2 for another input that cannot be read.

Examples:
  npx tendlc check
  npx tendlc check --strict --base origin/main --format github    # in a pull request
  npx tendlc check --aws                                          # with credentials of the main account`,
    )
    .action(async (options) => {
      const { runCheck } = await import('../check/run');
      await runCheck(options);
    });
}
