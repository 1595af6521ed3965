import { Command } from 'commander';
import { UserError } from '../errors';

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('AWS on loopback')
    .addHelpText('after', '\nExample:\n  npx tendlc sandbox -- aws sts get-caller-identity')
    .action(() => {
      throw new UserError('sandbox is not built yet');
    });
}
