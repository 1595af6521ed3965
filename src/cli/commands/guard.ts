import { Command } from 'commander';
import { UserError } from '../errors';

export function guardCommand(): Command {
  return new Command('guard')
    .description('fail where a Terraform plan is not what the manifest implies')
    .addHelpText('after', '\nExample:\n  npx tendlc guard main=main.json')
    .action(() => {
      throw new UserError('guard is not built yet');
    });
}
