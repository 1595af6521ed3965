import { sendByPinpoint } from '../../src/harness/aws/calls';
import type { Clients } from '../../src/harness/aws/clients';
import { simulate } from '../../src/harness/aws/simulate';
import { finalEvents, logGroupsOf } from '../../src/harness/delivery/events';
import { Gate } from '../../src/harness/run/pace';

type Command = { input: Record<string, unknown> };

/** Clients whose services all answer with this. */
const answering = (answer: (input: Command['input']) => object) =>
  ({
    get: () => ({
      send: async ({ input }: Command) => ({ $metadata: { httpStatusCode: 200 }, ...answer(input) }),
    }),
  }) as unknown as Clients;
const credentials = { accessKeyId: 'a', secretAccessKey: 's' };

describe('Pinpoint answers 200 also if it did not send', () => {
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

  it('and its result is that of the message', async () => {
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
  ])('and its result is an error: %j', async (result, error) => {
    expect(await sendWith(result)).toMatchObject({ ok: false, error });
  });
});

describe("IAM's simulator", () => {
  const call = {
    kind: 'simulate',
    caller: { label: 'v', accountId: '222233334444' },
    principalArn: 'arn:aws:iam::222233334444:role/app',
    action: 'sts:AssumeRole',
    resource: 'arn:aws:iam::111122223333:role/r',
    externalId: 'dev-1',
  } as const;
  const specific = (result: object) => [{ EvalResourceName: call.resource, ...result }];

  it.each<[string, object, object]>([
    ['an allowed call', { EvalDecision: 'allowed' }, { ok: true }],
    [
      'an implicit denial',
      { EvalDecision: 'implicitDeny' },
      { ok: false, error: { code: 'implicitDeny', deniedBy: 'assumePolicy' } },
    ],
    [
      'an explicit denial',
      { EvalDecision: 'explicitDeny' },
      { ok: false, error: { code: 'explicitDeny', deniedBy: 'assumePolicy' } },
    ],
    [
      "the other account's denial alone",
      { EvalDecision: 'implicitDeny', EvalDecisionDetails: { 'IAM Policy': 'allowed' } },
      { ok: true },
    ],
    [
      'an SCP',
      {
        EvalDecision: 'implicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'allowed' },
        OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      },
      { ok: false, error: { deniedBy: 'organization' } },
    ],
    [
      'a boundary',
      {
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
      { ok: false, error: { deniedBy: 'boundary' } },
    ],
    [
      'an SCP and a boundary that both allow',
      {
        EvalDecision: 'allowed',
        OrganizationsDecisionDetail: { AllowedByOrganizations: true },
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
      },
      { ok: true },
    ],
    [
      'a result for the ARN beside that for its template',
      {
        EvalResourceName: 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
        EvalDecision: 'allowed',
        ResourceSpecificResults: specific({ EvalResourceDecision: 'implicitDeny' }),
      },
      { ok: false, error: { code: 'implicitDeny', deniedBy: 'assumePolicy' } },
    ],
    [
      'a boundary in the result for the ARN',
      {
        EvalDecision: 'implicitDeny',
        ResourceSpecificResults: specific({
          EvalResourceDecision: 'implicitDeny',
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
        }),
      },
      { ok: false, error: { deniedBy: 'boundary' } },
    ],
  ])('is read on %s', async (_, result, outcome) => {
    const clients = answering(() => ({ EvaluationResults: [result] }));
    expect(await simulate(clients, credentials, 'us-east-1', call)).toMatchObject(outcome);
  });

  it('gets the keys of the real call that a policy may test', async () => {
    const inputs: Command['input'][] = [];
    const clients = answering((input) => {
      inputs.push(input);
      return { EvaluationResults: [{ EvalDecision: 'allowed' }] };
    });
    await simulate(clients, credentials, 'us-east-1', call);
    const entries = inputs[0]!.ContextEntries as { ContextKeyName: string; ContextKeyValues: string[] }[];
    expect(
      Object.fromEntries(
        entries.map(({ ContextKeyName, ContextKeyValues }) => [ContextKeyName, ContextKeyValues]),
      ),
    ).toEqual({
      'aws:PrincipalArn': [call.principalArn],
      'aws:PrincipalAccount': ['222233334444'],
      'aws:ResourceAccount': ['111122223333'],
      'aws:RequestedRegion': ['us-east-1'],
      'sts:ExternalId': ['dev-1'],
    });
  });
});

describe('delivery events', () => {
  const event = (values: object) => ({
    message: JSON.stringify({ messageId: 'm-1', messageStatus: 'PENDING', isFinal: false, ...values }),
  });

  it('are the final ones of every page', async () => {
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

  it('are searched if an enabled destination is CloudWatch Logs', async () => {
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
  it('lets calls through one at a time, in order, never in a burst', async () => {
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

  it('does not wait without a rate', async () => {
    const gate = new Gate(undefined);
    await Promise.all(Array.from({ length: 1000 }, () => gate.pass()));
  });

  it('rejects waiting calls when the run ends', async () => {
    const controller = new AbortController();
    const gate = new Gate(0.001, controller.signal);
    await gate.pass();
    const waiting = gate.pass();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(gate.pass()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
