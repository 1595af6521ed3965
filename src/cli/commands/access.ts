import { Command, Option } from 'commander';

export function accessCommand(): Command {
  return new Command('access')
    .description('who can send from which number, computed from the policies')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['table', 'markdown', 'json'])
        .default('table'),
    )
    .option('--base <ref|dir>', 'also the difference to another commit, manifest or synthesized output')
    .option(
      '--plan <file...>',
      "also the difference that Terraform's plans make ([STACK=]FILE, of terraform show -json)",
    )
    .option('--from <dir>', 'the policies of this output instead of a fresh synthesis')
    .option('--exit-code', 'exit 1 where there is a difference')
    .addHelpText(
      'after',
      `
Exit: 0; 1 where policies and manifest disagree or the manifest has errors, and with --exit-code on a difference; 2 for another input that cannot be read.

Examples:
  npx tendlc access
  npx tendlc access --base origin/main --format markdown    # for a pull request
  npx tendlc access --plan main=main.json --exit-code`,
    )
    .action(async (options) => {
      const { runAccess } = await import('../access/run');
      runAccess(options);
    });
}
