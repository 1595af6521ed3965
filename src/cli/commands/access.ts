import { Command } from 'commander';
import { UserError } from '../errors';

export function accessCommand(): Command {
  return new Command('access')
    .description('who can send from which number, computed from the policies')
    .addHelpText('after', '\nExample:\n  npx tendlc access --format markdown')
    .action(() => {
      throw new UserError('access is not built yet');
    });
}
