import type { IncomingMessage } from 'node:http';
import { hasPassed, type ProbePlan, runProbes, type VerifyReport } from '../../src/harness';
import type { Sandbox } from '../../src/sandbox';
import { isRealSend, type Mishap, withMishaps } from './dropping';
import { inWorld, managed, manifestOf, planOf } from './world';

/**
 * Sending has no idempotency token. If AWS may have accepted a message and the answer was lost, another attempt
 * would send it twice. The run must say that it does not know, and must not try again, even when it is resumed.
 */
const manifest = manifestOf(`version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  pinpointApplicationId: 0123456789abcdef0123456789abcdef
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
secondaries:
  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-1, apis: [sms-voice, pinpoint] }
${managed}`);
const quick = { propagationTimeout: 0, retryDelay: 10 };
const sends = ['dev/send/alerts', 'dev/send-pinpoint/alerts'];
const real = (sandbox: Sandbox) =>
  sandbox
    .messages()
    .flatMap(({ dryRun, api }) => (dryRun ? [] : [`${api}`]))
    .sort();
const resultOf = ({ probes }: VerifyReport, id: string) => probes.find((one) => one.id === id)!;

/** The mishap happens to the first attempt of each call that fits; later attempts go through. */
function first(fits: typeof isRealSend, mishap: Mishap) {
  const met = new Set<string>();
  return (call: IncomingMessage, body: string) => {
    const key = `${call.headers['x-amz-target']} ${call.url} ${body}`;
    if (!fits(call, body) || met.has(key)) return undefined;
    met.add(key);
    return mishap;
  };
}

async function runWith(plan: ProbePlan, fits: typeof isRealSend, mishap: Mishap) {
  return inWorld(manifest, async (sandbox) => {
    const report = await withMishaps(first(fits, mishap), () => runProbes(plan, quick));
    const sent = real(sandbox);
    const resumed = await runProbes(plan, { ...quick, resume: report });
    return { report, sent, resumed, sentAfterwards: real(sandbox) };
  });
}

it.each<[string, Mishap]>([
  ['the connection broke', { after: 'reset' }],
  ['AWS had a fault', { after: 'answer', status: 500, body: '{"__type":"InternalServerException"}' }],
  ['AWS is not available', { after: 'answer', status: 503, body: '{"__type":"ServiceUnavailable"}' }],
  ['a gateway answered', { after: 'answer', status: 502, body: '<html>Bad Gateway</html>' }],
  ['the gateway waited too long', { after: 'answer', status: 504, body: '' }],
  ['the answer was cut off', { after: 'answer', status: 200, body: '{"MessageId":"0a' }],
])('sends once and says that it does not know, if AWS accepted the message and %s', async (_, mishap) => {
  const { report, sent, resumed, sentAfterwards } = await runWith(planOf(manifest), isRealSend, mishap);
  expect(sent).toEqual(['pinpoint', 'sms-voice']);
  expect(sentAfterwards).toEqual(sent);
  for (const one of [report, resumed]) {
    expect(hasPassed(one)).toBe(false);
    for (const id of sends) {
      expect(resultOf(one, id)).toMatchObject({
        status: 'inconclusive',
        maybeSent: true,
        attempts: 1,
        messageId: '',
        cause: expect.stringMatching(/may have been sent/),
      });
    }
  }
  // The cost counts it as if it had arrived.
  expect(report.summary).toMatchObject({ sent: 0, estimatedCost: '0.10' });
});

it('sends again after AWS throttled the send, which it certainly did not accept', async () => {
  const throttled: Mishap = { before: 'answer', status: 400, body: '{"__type":"ThrottlingException"}' };
  const { report, sent } = await runWith(planOf(manifest), isRealSend, throttled);
  expect(sent).toEqual(['pinpoint', 'sms-voice']);
  expect(hasPassed(report)).toBe(true);
  // One throttled attempt of each API, which the SDK retried.
  expect(report.summary.throttled).toBe(2);
});

it.each<[string, Mishap]>([
  ['a broken connection', { after: 'reset' }],
  ['a fault of AWS', { before: 'answer', status: 500, body: '{"__type":"InternalServerException"}' }],
])('repeats after %s what sends nothing', async (_, mishap) => {
  const others = (call: IncomingMessage, body: string) => !isRealSend(call, body);
  const { report } = await runWith(planOf(manifest), others, mishap);
  expect(hasPassed(report)).toBe(true);
  const dryRuns = await runWith(planOf(manifest, { mode: 'dry-run' }), () => true, mishap);
  expect(hasPassed(dryRuns.report)).toBe(true);
  expect(dryRuns.sentAfterwards).toEqual([]);
});

it('sends once if the run is interrupted while the answer is lost, and knows it when resumed', async () => {
  const controller = new AbortController();
  const plan = planOf(manifest);
  const { resumed, sent } = await inWorld(manifest, async (sandbox) => {
    const lost = (call: IncomingMessage, body: string): Mishap | undefined => {
      if (!isRealSend(call, body)) return undefined;
      controller.abort();
      return { after: 'reset' };
    };
    const report = await withMishaps(lost, () => runProbes(plan, { ...quick, signal: controller.signal }));
    return { resumed: await runProbes(plan, { ...quick, resume: report }), sent: real(sandbox) };
  });
  expect(sent).toEqual(['pinpoint', 'sms-voice']);
  expect(resultOf(resumed, 'dev/send/alerts')).toMatchObject({ status: 'inconclusive', maybeSent: true });
  expect(resultOf(resumed, 'dev/send-pinpoint/alerts').status).toBe('passed');
});
