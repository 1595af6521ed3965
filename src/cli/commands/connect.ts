import { Command } from 'commander';

export function connectCommand(): Command {
  return new Command('connect')
    .description('what the developers and admins of a secondary account need, as Markdown')
    .argument('<name>', 'key of the secondary')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .addHelpText(
      'after',
      '\nExamples:\n  npx tendlc connect development\n  npx tendlc connect development > development.md   # to hand over',
    )
    .action(async (name, options) => {
      const { runConnect } = await import('../connect/run');
      runConnect(name, options);
    });
}
