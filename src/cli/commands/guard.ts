import { Command, Option } from 'commander';

export function guardCommand(): Command {
  return new Command('guard')
    .description('fail where a Terraform plan is not what the manifest implies')
    .argument('<stack=plan...>', 'a stack and its plan, written by terraform show -json')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .option('--all', 'fail where a stack of the manifest has no plan')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['pretty', 'json']).default('pretty'),
    )
    .addHelpText(
      'after',
      `
Exit: 0; 1 where a plan is not exactly what the manifest implies, or the manifest has errors; 2 for another input that cannot be read.

Example:
  terraform -chdir=cdktf.out/stacks/main plan -out=main.tfplan
  terraform -chdir=cdktf.out/stacks/main show -json main.tfplan > main.json
  npx tendlc guard main=main.json secondary-development=development.json --all`,
    )
    .action(async (plans: string[], options) => {
      const { runGuard } = await import('../guard/run');
      runGuard(plans, options);
    });
}
