import { Command } from 'commander';
import { UserError } from '../errors';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('send through every account and report')
    .addHelpText('after', '\nExample:\n  npx tendlc verify --sandbox')
    .action(() => {
      throw new UserError('verify is not built yet');
    });
}
