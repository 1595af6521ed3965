import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { manifestOption } from './shared-options';

export type SandboxCommandOptions = ReturnType<ReturnType<typeof sandboxCommand>['opts']>;

export function sandboxCommand() {
  return new Command('sandbox')
    .description('AWS on loopback: STS, IAM, SMS Voice v2, Pinpoint; in the foreground, or for one command')
    .argument(
      '[command...]',
      'after --: the command to run against the sandbox, in an environment that reaches nothing else',
    )
    .addOption(manifestOption())
    .option('--port <n>', '0: any free port', port, 0)
    .addOption(
      new Option('--from <dir>', 'create the roles of this output (default: of a fresh synthesis)').conflicts(
        'empty',
      ),
    )
    .option('--empty', 'create only accounts, numbers and principals; Terraform creates the roles')
    .option('--propagation-delay <seconds>', 'seconds until a change of IAM takes effect', amount, 0)
    .option('--latency <ms>', 'milliseconds to wait before each answer', amount, 0)
    .option('--error-rate <share>', 'share of the calls that fail in AWS (0 to 1)', share, 0)
    .option('--throttle <share>', 'share of the calls that are throttled (0 to 1)', share, 0)
    .option('--seed <n>', 'the same seed gives the same faults', amount, 1)
    .addOption(
      new Option('--rates <rates>', "aws: AWS's default quotas, one message a second")
        .choices(['off', 'aws'] as const)
        .default('off'),
    )
    .option(
      '--set <name=value...>',
      'a state of the main account, or how AWS behaves; docs/sandbox.md lists them',
    )
    .option('--verbose', 'print a line for each call')
    .addHelpText(
      'after',
      `
Examples:
  npx tendlc sandbox                                  # prints the environment for another shell
  npx tendlc sandbox -- aws sts get-caller-identity
  npx tendlc sandbox --empty -- npx cdktf deploy '*' --output .tendlc/sandbox/cdktf.out
  npx tendlc sandbox -- npx tendlc verify
  npx tendlc sandbox --set tier=SANDBOX verified=+12065550142 -- ./send.sh

There, synth writes below .tendlc/sandbox/ only, with a local state; cdktf needs the --output above.`,
    );
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a number, 0 or more.');
  }
  return value;
}

function share(text: string): number {
  const value = amount(text);
  if (value > 1) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return value;
}

function port(text: string): number {
  const value = amount(text);
  if (!Number.isInteger(value) || value > 65_535)
    throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return value;
}
