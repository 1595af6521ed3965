/**
 * Measures the evaluator on the question set of 1,000 secondaries with 25 numbers each, from documents in memory. If
 * test/oracle is installed (npm run test:oracle), compares decisions per second with the oracle's on the same requests.
 *
 *   node --expose-gc --import tsx bench/iam.ts [SECONDARIES]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessRequest, authorize, type PolicySet, parsePolicy } from '../src/iam';
import { generate, type RandomCase } from '../test/iam/differential/generate';
import { decideCase } from '../test/iam/differential/verdict';

const MAIN = '111122223333';
const NUMBERS = 25;
const RANDOM_CASES = 20_000;

interface Time {
  /** Seconds by the clock. */
  wall: number;
  /** Seconds of processor time, which other load on the machine does not change. */
  cpu: number;
}

function measure(work: () => void): Time {
  const used = process.cpuUsage();
  const started = process.hrtime.bigint();
  work();
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const { user, system } = process.cpuUsage(used);
  return { wall, cpu: (user + system) / 1e6 };
}

function row({ wall, cpu }: Time, count?: number): object {
  const times = { seconds: wall.toFixed(2), 'processor seconds': cpu.toFixed(2) };
  return count === undefined ? times : { ...times, 'per processor second': Math.round(count / cpu) };
}

interface Documents {
  accountId: string;
  role: string;
  numbers: string[];
  trust: string;
  send: string;
  assume: string;
}

function document(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function documentsOf(index: number): Documents {
  const accountId = String(200_000_000_000 + index);
  const role = `arn:aws:iam::${MAIN}:role/tendlc/Sender-${index}`;
  const numbers = Array.from({ length: NUMBERS }, (_, number) => {
    return `arn:aws:sms-voice:us-east-1:${MAIN}:phone-number/phone-${String(index * NUMBERS + number).padStart(32, '0')}`;
  });
  const callers = ['app/notifier', 'tendlc/TenDlcVerifier'].map(
    (name) => `arn:aws:iam::${accountId}:role/${name}`,
  );
  const developers = `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Dev_????????????????`;
  const condition = {
    ArnLike: { 'aws:PrincipalArn': [...callers, developers] },
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': `id-${index}` },
  };
  const principal = { AWS: `arn:aws:iam::${accountId}:root` };
  return {
    accountId,
    role,
    numbers,
    trust: document({
      Effect: 'Allow',
      Principal: principal,
      Action: 'sts:AssumeRole',
      Condition: condition,
    }),
    send: document({ Effect: 'Allow', Action: 'sms-voice:SendTextMessage', Resource: numbers }),
    assume: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role }),
  };
}

/** The callers: a listed principal, the verifier, an SSO role, another role of the account. */
const CALLERS = [
  'app/notifier',
  'tendlc/TenDlcVerifier',
  'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef',
  'other',
] as const;

interface Compiled extends Documents {
  own: PolicySet;
  session: PolicySet;
}

function compile(documents: Documents): Compiled {
  return {
    ...documents,
    own: {
      identity: [parsePolicy('assume', documents.assume)],
      resource: parsePolicy('trust', documents.trust),
    },
    session: { identity: [parsePolicy('send', documents.send)] },
  };
}

/** For each caller, and one of another account, with and without the external ID: assume the role, send with each number. */
function* questions(one: Compiled, otherAccountId: string): Generator<[AccessRequest, PolicySet]> {
  const { accountId, role } = one;
  const name = role.slice(role.lastIndexOf('/') + 1);
  const asked = [
    ...CALLERS.map((caller) => [accountId, caller] as const),
    [otherAccountId, 'app/notifier'] as const,
  ];
  const session = {
    kind: 'session',
    arn: `arn:aws:sts::${MAIN}:assumed-role/${name}/x`,
    accountId: MAIN,
    roleArn: role,
  } as const;
  for (const [account, caller] of asked) {
    for (const external of [true, false]) {
      const context: Record<string, string> = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
      if (external) context['sts:ExternalId'] = `id-${accountId.slice(-6).replace(/^0+/, '') || '0'}`;
      const principal = {
        kind: 'role',
        arn: `arn:aws:iam::${account}:role/${caller}`,
        accountId: account,
      } as const;
      for (const number of one.numbers) {
        yield [
          { action: 'sts:AssumeRole', resource: role, resourceAccountId: MAIN, principal, context },
          one.own,
        ];
        const send = { action: 'sms-voice:SendTextMessage', resource: number, resourceAccountId: MAIN };
        yield [{ ...send, principal: session, context: {} }, one.session];
      }
    }
  }
}

interface Measured {
  /** Processor seconds. */
  cpu: number;
  /** Bytes that the compiled policies hold; exact with --expose-gc. */
  held: number;
}

function benchQuestions(count: number): Measured {
  const documents = Array.from({ length: count }, (_, index) => documentsOf(index));
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  let compiled: Compiled[] = [];
  const compiling = measure(() => {
    compiled = documents.map(compile);
  });
  global.gc?.();
  const held = process.memoryUsage().heapUsed - before;
  let decisions = 0;
  const verdicts = { allowed: 0, denied: 0, unknown: 0 };
  const judging = measure(() => {
    for (const one of compiled) {
      for (const [request, policies] of questions(one, '999999999999')) {
        verdicts[authorize(request, policies).verdict]++;
        decisions++;
      }
    }
  });
  console.log(`${count} secondaries, ${NUMBERS} numbers: every question from documents in memory`);
  console.table({
    'documents compiled': row(compiling, 3 * count),
    'requests judged': row(judging, decisions),
    together: row({ wall: compiling.wall + judging.wall, cpu: compiling.cpu + judging.cpu }),
  });
  console.log(
    `${decisions} decisions ${JSON.stringify(verdicts)}, ${(held / 1e6 / count).toFixed(3)} MB per secondary`,
  );
  return { cpu: compiling.cpu + judging.cpu, held };
}

async function benchOracle(): Promise<void> {
  const folder = join(__dirname, '../test/oracle');
  if (!existsSync(join(folder, 'node_modules'))) {
    console.log('The oracle is not installed: npm run test:oracle installs it.');
    return;
  }
  const { askOracle } = (await import(join(folder, 'oracle'))) as { askOracle: (made: RandomCase) => string };
  const cases = Array.from({ length: RANDOM_CASES }, (_, seed) => generate(seed));
  const compiled = cases.map(({ request, identity, boundary, resource }): [AccessRequest, PolicySet] => [
    request,
    {
      identity: identity.map((policy, index) => parsePolicy(`identity-${index}`, policy)),
      boundary: boundary && parsePolicy('boundary', boundary),
      resource: resource && parsePolicy('resource', resource),
    },
  ]);
  const judgeCompiled = (): void => {
    for (const [request, policies] of compiled) authorize(request, policies);
  };
  const judgeDocuments = (): void => {
    for (const made of cases) decideCase(made);
  };
  const oracle = (): void => {
    for (const made of cases) askOracle(made);
  };
  for (const warm of [judgeCompiled, judgeDocuments, oracle]) warm();
  const theirs = measure(oracle);
  const beside = (time: Time): object => ({
    'per processor second': Math.round(RANDOM_CASES / time.cpu),
    'times the oracle': (theirs.cpu / time.cpu).toFixed(1),
  });
  console.log(`${RANDOM_CASES} random policies and requests`);
  console.table({
    'oracle, documents each time': beside(theirs),
    'ours, documents each time': beside(measure(judgeDocuments)),
    'ours, policies compiled': beside(measure(judgeCompiled)),
  });
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 1000);
  benchQuestions(Math.ceil(count / 10));
  const [once, twice] = [benchQuestions(count), benchQuestions(2 * count)];
  console.log(
    `twice the secondaries: ${(twice.cpu / once.cpu).toFixed(2)} times the time, ${(twice.held / once.held).toFixed(2)} times the memory`,
  );
  await benchOracle();
}

void main();
