import { Command } from '@commander-js/extra-typings';
import { manifestOption } from './shared-options';

export type ConnectOptions = ReturnType<ReturnType<typeof connectCommand>['opts']>;

export function connectCommand() {
  return new Command('connect')
    .description('what the developers and admins of a secondary account need, as Markdown')
    .argument('<name>', 'key of the secondary')
    .addOption(manifestOption())
    .addHelpText(
      'after',
      '\nExamples:\n  npx tendlc connect development\n  npx tendlc connect development > development.md',
    );
}
