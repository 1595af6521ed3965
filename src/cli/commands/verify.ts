import { Command, InvalidArgumentError, Option } from 'commander';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('send a message through every account, try what must be refused, and report')
    .option('--manifest <path>', 'the manifest (default: TENDLC_MANIFEST, else config/accounts.yaml)')
    .option('--sandbox', 'the whole job offline: check, synth, AWS on loopback, probes without pace, report')
    .addOption(
      new Option(
        '--mode <mode>',
        'simulator: to AWS’s simulator; dry-run: nothing is sent; live: to --destination',
      )
        .choices(['simulator', 'dry-run', 'live'])
        .default('simulator'),
    )
    .option('--destination <number>', 'E.164, in live mode (default: verify.destination)')
    .option('--yes', 'do not ask before sending live')
    .option('--only <name...>', 'these secondaries alone')
    .option('--sample <n>', 'so many secondaries, drawn anew in every run', positive)
    .option('--no-negatives', 'leave out what must be denied')
    .option('--require <name...>', 'fail where one of these (an account, a probe, or all) is not covered')
    .option('--format <format...>', 'pretty, json, junit, markdown; several with as many --output')
    .option('--output <file...>', 'a file for each --format; without, to standard output')
    .option('--propagation-timeout <seconds>', 'how long IAM may lag behind an apply', seconds, 120)
    .option('--concurrency <n>', 'accounts under way at once', positive, 10)
    .option('--resume <file>', 'go on from a JSON report; nothing is sent twice')
    .option(
      '--wait-delivery [seconds]',
      'wait for the delivery event in CloudWatch Logs (default: 300)',
      seconds,
    )
    .option('--main-profile <profile>', 'credentials of the main account, to read those events with')
    .addHelpText(
      'after',
      `
Examples:
  npx tendlc verify --sandbox                         # offline, no AWS account
  npx tendlc verify                                   # after apply, with your AWS credentials
  npx tendlc verify --mode dry-run --only staging
  npx tendlc verify --format pretty junit --output - report.xml`,
    )
    .action(async (options) => {
      const { runVerify } = await import('../verify/run');
      await runVerify(options);
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number from 1 is needed');
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('a number of seconds is needed');
  return value;
}
