import { Command } from 'commander';
import { UserError } from '../errors';

export function checkCommand(): Command {
  return new Command('check')
    .description('validate the manifest')
    .addHelpText('after', '\nExample:\n  npx tendlc check')
    .action(() => {
      throw new UserError('check is not built yet');
    });
}
