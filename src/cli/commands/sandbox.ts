import { Command, InvalidArgumentError, Option } from 'commander';

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('AWS on loopback: STS, IAM, SMS Voice v2, Pinpoint; in the foreground, or around a command')
    .argument('[command...]', 'after --: run against it with an environment that reaches nothing else')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .option('--port <n>', '0: any that is free', port, 0)
    .addOption(
      new Option('--from <dir>', 'fill it from this output (default: a fresh synthesis)').conflicts('empty'),
    )
    .option('--empty', 'accounts, numbers and principals only: the roles are left to Terraform')
    .option(
      '--propagation-delay <seconds>',
      'how late changes of IAM are seen, grants and denials',
      amount,
      0,
    )
    .option('--latency <ms>', 'wait before each answer', amount, 0)
    .option('--error-rate <share>', 'so many calls fail in AWS (0 to 1)', share, 0)
    .option('--throttle <share>', 'so many calls are throttled (0 to 1)', share, 0)
    .option('--seed <n>', 'the same seed gives the same faults', amount, 1)
    .addOption(
      new Option('--rates <rates>', "aws: AWS's default quotas, one message a second")
        .choices(['off', 'aws'])
        .default('off'),
    )
    .option(
      '--set <name=value...>',
      'a state of the main account, or how AWS behaves: docs/sandbox.md lists them',
    )
    .option('--verbose', 'a line for each call')
    .addHelpText(
      'after',
      `
Examples:
  npx tendlc sandbox                                  # prints the environment for another shell
  npx tendlc sandbox -- aws sts get-caller-identity
  npx tendlc sandbox --empty -- npx cdktf deploy '*' --output .tendlc/sandbox/cdktf.out
  npx tendlc sandbox -- npx tendlc verify
  npx tendlc sandbox --set tier=SANDBOX verified=+12065550142 -- ./send.sh

Under it, synth writes below .tendlc/sandbox/ only, with a local state there; cdktf needs the --output above.`,
    )
    .action(async (command: string[], options) => {
      const { runSandbox } = await import('../sandbox/run');
      await runSandbox(command, options);
    });
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('a number from 0 is needed');
  }
  return value;
}

function share(text: string): number {
  const value = amount(text);
  if (value > 1) throw new InvalidArgumentError('a number from 0 to 1 is needed');
  return value;
}

function port(text: string): number {
  const value = amount(text);
  if (!Number.isInteger(value) || value > 65_535)
    throw new InvalidArgumentError('a port from 0 to 65535 is needed');
  return value;
}
