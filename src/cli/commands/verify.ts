import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { verifyFormats } from '../verify/formats';
import { manifestOption, namesOf } from './shared-options';

export type VerifyOptions = ReturnType<ReturnType<typeof verifyCommand>['opts']>;

export function verifyCommand() {
  return new Command('verify')
    .description('send a message through every account, try what must be denied, and report')
    .addOption(manifestOption())
    .option(
      '--sandbox',
      'the whole job offline: check, synth, a sandbox on loopback, probes without pace, report',
    )
    .addOption(
      new Option(
        '--mode <mode>',
        'simulator: to AWS’s simulator; dry-run: nothing is sent; live: to --destination',
      )
        .choices(['simulator', 'dry-run', 'live'] as const)
        .default('simulator'),
    )
    .option('--destination <number>', 'E.164, in live mode (default: verify.destination)')
    .option('--yes', 'do not ask before sending live')
    .option('--only <name...>', 'only these secondaries')
    .option('--sample <n>', 'a number of secondaries, drawn in every run', positive)
    .option('--no-negatives', 'leave out what must be denied')
    .option('--require <name...>', 'fail if one of these (an account, a probe, or all) is not covered')
    .addOption(
      new Option(
        '--format <format...>',
        'output format; several need an --output each (default: pretty)',
      ).choices(namesOf(verifyFormats)),
    )
    .option('--output <file...>', 'a file for each --format (default: standard output)')
    .option('--all', 'a row for each probe, also of accounts that passed')
    .option('--propagation-timeout <seconds>', 'how long IAM may lag behind an apply', seconds, 120)
    .option('--concurrency <n>', 'accounts that run at the same time', positive, 10)
    .option('--resume <file>', 'continue from a JSON report; nothing is sent twice')
    .option(
      '--wait-delivery [seconds]',
      'wait for the delivery event in CloudWatch Logs (default: 300)',
      seconds,
    )
    .option(
      '--main-profile <profile>',
      'credentials of the main account, for those events, number rates and readiness',
    )
    .addHelpText(
      'after',
      `
Examples:
  npx tendlc verify --sandbox                         # offline, no AWS account
  npx tendlc verify                                   # after apply, with your AWS credentials
  npx tendlc verify --mode dry-run --only staging
  npx tendlc verify --format pretty junit --output - report.xml`,
    );
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('It must be a number of seconds.');
  return value;
}
