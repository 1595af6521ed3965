import { Command } from 'commander';
import { UserError } from '../errors';

export function synthCommand(): Command {
  return new Command('synth')
    .description('write the Terraform stacks')
    .addHelpText('after', '\nExample:\n  npx tendlc synth')
    .action(() => {
      throw new UserError('synth is not built yet');
    });
}
