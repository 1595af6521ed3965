import { sendByPinpoint } from '../../src/harness/aws/calls';
import type { Clients } from '../../src/harness/aws/clients';
import { simulate } from '../../src/harness/aws/simulate';
import { finalEvents, logGroupsOf } from '../../src/harness/delivery/events';
import { Gate } from '../../src/harness/run/pace';

type Command = { input: Record<string, unknown> };

/** Clients of which every service answers with this. */
const answering = (answer: (input: Command['input']) => object) =>
  ({
    get: () => ({
      send: async ({ input }: Command) => ({ $metadata: { httpStatusCode: 200 }, ...answer(input) }),
    }),
  }) as unknown as Clients;
const credentials = { accessKeyId: 'a', secretAccessKey: 's' };

describe('Pinpoint answers 200 even where it did not send', () => {
  const step = {
    kind: 'pinpoint',
    region: 'us-east-1',
    applicationId: 'app',
    origination: '+12065550100',
    messageType: 'TRANSACTIONAL',
    destination: '+14254147755',
    body: 'b',
    resource: 'r',
  } as const;
  const sendWith = (result: object | undefined) =>
    sendByPinpoint(
      answering(() => ({ MessageResponse: { Result: result && { [step.destination]: result } } })),
      credentials,
      step,
    );

  it('a message that it took', async () => {
    expect(await sendWith({ DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: 'm-1' })).toEqual({
      ok: true,
      messageId: 'm-1',
    });
  });

  it.each([
    [
      { DeliveryStatus: 'PERMANENT_FAILURE', StatusCode: 400, StatusMessage: 'no' },
      { code: 'PERMANENT_FAILURE', reason: '400', message: 'no' },
    ],
    [{ DeliveryStatus: 'OPT_OUT', StatusCode: 400 }, { code: 'OPT_OUT' }],
    [{ DeliveryStatus: 'THROTTLED', StatusCode: 429 }, { code: 'THROTTLED' }],
    [undefined, { code: 'NoResult' }],
  ])('%j', async (result, error) => {
    expect(await sendWith(result)).toMatchObject({ ok: false, error });
  });
});

describe("IAM's simulator", () => {
  const step = {
    kind: 'simulate',
    caller: { label: 'v', accountId: '2' },
    principalArn: 'p',
    action: 'sts:AssumeRole',
    resource: 'r',
  } as const;
  it.each([
    ['allowed', { ok: true }],
    ['implicitDeny', { ok: false, error: { code: 'implicitDeny' } }],
    ['explicitDeny', { ok: false, error: { code: 'explicitDeny' } }],
  ])('%s', async (EvalDecision, outcome) => {
    const clients = answering(() => ({ EvaluationResults: [{ EvalDecision }] }));
    expect(await simulate(clients, credentials, 'us-east-1', step)).toMatchObject(outcome);
  });
});

describe('delivery events', () => {
  const event = (values: object) => ({
    message: JSON.stringify({ messageId: 'm-1', messageStatus: 'PENDING', isFinal: false, ...values }),
  });

  it('are those that are final, of every page, and nothing that is no event', async () => {
    const pages: Record<string, object> = {
      first: {
        events: [event({}), event({ messageId: 'm-2', messageStatus: 'DELIVERED', isFinal: true })],
        nextToken: 'second',
      },
      second: {
        events: [
          { message: 'no JSON' },
          event({ messageStatus: 'BLOCKED', isFinal: true, messageStatusDescription: 'spam' }),
        ],
      },
    };
    const clients = answering(({ nextToken }) => pages[String(nextToken ?? 'first')]!);
    const found = await finalEvents(clients, credentials, {
      logGroup: 'g',
      region: 'us-east-1',
      runId: 'r',
      since: 0,
    });
    expect(found).toEqual([
      { messageId: 'm-2', status: 'DELIVERED', description: '' },
      { messageId: 'm-1', status: 'BLOCKED', description: 'spam' },
    ]);
  });

  it('are looked for where an enabled destination is CloudWatch Logs', async () => {
    const logs = (LogGroupArn: string, Enabled = true) => ({
      Enabled,
      CloudWatchLogsDestination: { LogGroupArn },
    });
    const clients = answering(() => ({
      ConfigurationSets: [
        {
          ConfigurationSetArn: 'with',
          EventDestinations: [{ Enabled: true, SnsDestination: {} }, logs('arn:logs:*')],
        },
        { ConfigurationSetArn: 'disabled', EventDestinations: [logs('arn:logs', false)] },
        { ConfigurationSetArn: 'without', EventDestinations: [] },
      ],
    }));
    expect(await logGroupsOf(clients, credentials, 'us-east-1')).toEqual(new Map([['with', 'arn:logs']]));
  });
});

describe('the gate', () => {
  it('lets one through at a time, in order, never in a burst', async () => {
    const gate = new Gate(20);
    const passed: { at: number; who: number }[] = [];
    const started = performance.now();
    await Promise.all(
      [1, 2, 3, 4].map(async (who) => {
        await gate.pass();
        passed.push({ at: performance.now(), who });
      }),
    );
    expect(passed.map(({ who }) => who)).toEqual([1, 2, 3, 4]);
    // Timers may be late, never early: 3 gaps of 50 ms.
    expect(passed[3]!.at - started).toBeGreaterThanOrEqual(149);
  });

  it('keeps nobody waiting without a rate', async () => {
    const gate = new Gate(undefined);
    await Promise.all(Array.from({ length: 1000 }, () => gate.pass()));
  });

  it('gives up whoever waits when the run ends', async () => {
    const controller = new AbortController();
    const gate = new Gate(0.001, controller.signal);
    await gate.pass();
    const waiting = gate.pass();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(gate.pass()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
