/** Measures how fast the sandbox starts, fills and answers, with every check on. `node --import tsx bench/sandbox.ts` */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { parseManifest } from '../src/manifest';
import { seedWorld } from '../src/sandbox/seed/seed-world';
import { LeanClient, rate, type SigningKeys } from './sandbox/load';
import { accountId, manyAccounts, NUMBER, SENDER, VERIFIER, writeOutput } from './sandbox/world';

const CONCURRENCY = 32;
const CALLS = 6000;
const SDK_CALLS = 3000;
const folder = mkdtempSync(join(tmpdir(), 'tendlc-bench-'));

interface Line {
  what: string;
  figure: string;
  wanted?: string;
}
const lines: Line[] = [];

async function main(): Promise<void> {
  await startTimes();
  thousandAccounts();
  await throughput();
  const width = Math.max(...lines.map(({ what }) => what.length));
  for (const { what, figure, wanted = '' } of lines)
    process.stdout.write(`${what.padEnd(width)}  ${figure.padStart(12)}  ${wanted}\n`);
}

/** Measures from the start of the process to the line that says that it is ready. */
async function startTimes(): Promise<void> {
  const once = () =>
    new Promise<number>((done) => {
      const started = performance.now();
      const child = spawn(process.execPath, [resolve('bin/tendlc.js'), 'sandbox', '--empty'], {
        cwd: resolve('.'),
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child.stdout.once('data', () => {
        done(performance.now() - started);
        child.kill('SIGTERM');
      });
    });
  const node = () =>
    new Promise<number>((done) => {
      const started = performance.now();
      spawn(process.execPath, ['-e', '']).on('close', () => done(performance.now() - started));
    });
  await once();
  const [times, bare] = [[] as number[], [] as number[]];
  for (let index = 0; index < 5; index += 1) {
    times.push(await once());
    bare.push(await node());
  }
  lines.push({
    what: 'start to ready, median of 5',
    figure: `${median(times).toFixed(0)} ms`,
    wanted: '500 ms',
  });
  lines.push({ what: '  of which Node itself', figure: `${median(bare).toFixed(0)} ms` });
}

function thousandAccounts(): void {
  const from = join(folder, 'many');
  const secondaries = Array.from({ length: 1000 }, (_, index): [string, string] => [
    `a${index}`,
    accountId(index),
  ]);
  writeOutput(from, secondaries);
  const { manifest } = parseManifest(manyAccounts(1000), 'bench.yaml');
  const started = performance.now();
  const world = seedWorld(manifest!, { from });
  const time = performance.now() - started;
  if (world.accounts.size < 1000) throw new Error('accounts are missing');
  lines.push({ what: '1,000 accounts loaded', figure: `${time.toFixed(0)} ms`, wanted: '2000 ms' });
}

async function throughput(): Promise<void> {
  const from = join(folder, 'one');
  writeOutput(from, [['development', '222233334444']]);
  const server = fork(resolve('bench/sandbox/server.ts'), [from, join(folder, 'sandbox')], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = <T>() => new Promise<T>((done) => server.once('message', (message) => done(message as T)));
  const { url, bare, pipeline } = await answer<{ url: string; bare: string; pipeline: SigningKeys }>();
  const cpu = async () => {
    const asked = answer<{ cpu: NodeJS.CpuUsage }>();
    server.send('cpu');
    return (await asked).cpu;
  };
  /** Calls per second, and the client's share of the CPU time of both processes. */
  const measure = async (
    what: string,
    count: number,
    call: (index: number) => Promise<unknown>,
    wanted?: string,
  ) => {
    await rate(count / 4, CONCURRENCY, call);
    const [client, sandbox] = [process.cpuUsage(), await cpu()];
    const perSecond = await rate(count, CONCURRENCY, call);
    const own = total(process.cpuUsage(client));
    const other = total(await cpu()) - total(sandbox);
    const share = Math.round((100 * own) / (own + other));
    lines.push({
      what,
      figure: `${perSecond.toFixed(0)} /s`,
      wanted: `${wanted ?? ''}${wanted ? ', ' : ''}client ${share} % of the CPU time`,
    });
    return perSecond;
  };

  const sts = (credentials: SigningKeys) =>
    new STSClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  const assume = async (by: SigningKeys, RoleArn: string, ExternalId?: string): Promise<SigningKeys> => {
    const { Credentials } = await sts(by).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bench', ExternalId }),
    );
    return {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    };
  };
  const verifier = await assume(pipeline, VERIFIER);
  const sender = await assume(verifier, SENDER, 'dev-10dlc');

  const json = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'PinpointSMSVoiceV2.SendTextMessage',
  };
  const body = JSON.stringify({
    DestinationPhoneNumber: '+14254147755',
    OriginationIdentity: NUMBER,
    MessageBody: 'bench',
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const assumeForm = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: SENDER,
    RoleSessionName: 'bench',
    ExternalId: 'dev-10dlc',
  }).toString();

  const lean = new LeanClient(new URL(url), CONCURRENCY);
  const yardstick = new LeanClient(new URL(bare), CONCURRENCY);
  const nothing = await measure('signed requests to a server that answers nothing', CALLS, () =>
    yardstick.post(sender, 'sms-voice', json, body),
  );
  const sends = await measure('sends', CALLS, () => lean.post(sender, 'sms-voice', json, body), '1000 /s');
  const assumes = await measure(
    'AssumeRoles',
    CALLS,
    () => lean.post(verifier, 'sts', form, assumeForm),
    '1000 /s',
  );
  const sms = new PinpointSMSVoiceV2Client({
    endpoint: url,
    region: 'us-east-1',
    credentials: sender,
    maxAttempts: 1,
  });
  const send = { DestinationPhoneNumber: '+14254147755', OriginationIdentity: NUMBER, MessageBody: 'bench' };
  await measure('sends by the AWS SDK', SDK_CALLS, () => sms.send(new SendTextMessageCommand(send)));
  const client = sts(verifier);
  const input = { RoleArn: SENDER, RoleSessionName: 'bench', ExternalId: 'dev-10dlc' };
  await measure('AssumeRoles by the AWS SDK', SDK_CALLS, () => client.send(new AssumeRoleCommand(input)));
  lines.push({ what: 'a send, in requests that answer nothing', figure: (nothing / sends).toFixed(2) });
  lines.push({
    what: 'an AssumeRole, in requests that answer nothing',
    figure: (nothing / assumes).toFixed(2),
  });
  server.kill();
}

const total = ({ user, system }: NodeJS.CpuUsage) => user + system;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

main()
  .finally(() => rmSync(folder, { recursive: true, force: true }))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
