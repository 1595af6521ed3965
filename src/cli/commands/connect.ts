import { Command } from 'commander';
import { UserError } from '../errors';

export function connectCommand(): Command {
  return new Command('connect')
    .description('what the developers of a secondary account need')
    .addHelpText('after', '\nExample:\n  npx tendlc connect development')
    .action(() => {
      throw new UserError('connect is not built yet');
    });
}
