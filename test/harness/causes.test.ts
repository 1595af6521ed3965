import { definitionOf, PROBES, type Probe, probeNames } from '../../src/harness';
import { type CallError, toCallError } from '../../src/harness/aws/errors';
import {
  explainError,
  explainOwnCredentials,
  explainUnexpectedAllow,
} from '../../src/harness/causes/explain';
import { factsOf } from '../../src/harness/causes/facts';
import { CAUSES, causeOf, isNarrower, overlap } from '../../src/harness/causes/match';
import type { FailedCall } from '../../src/harness/causes/types';
import cases from './causes.json';
import { manifestOf, planOf } from './world';

/** What the SDK throws, or the network; `deniedBy` is what IAM's simulator said afterwards. */
interface Thrown {
  code: string;
  reason?: string;
  message?: string;
  resourceType?: string;
  resourceId?: string;
  network?: boolean;
  deniedBy?: CallError['deniedBy'];
}
interface Case {
  call: FailedCall;
  thrown: Thrown;
  /** Of the probe; by default the first of that call. */
  destination?: string;
  number?: string;
  /** A regular expression. */
  cause: string;
  fix?: string;
  fixIsNot?: string;
}
const table = cases as Record<string, Case>;

const plan = planOf(manifestOf());
const KINDS: Record<FailedCall, Probe['call']['kind']> = {
  become: 'assume',
  'other-action': 'describe-spend-limits',
  assume: 'assume',
  send: 'send',
  pinpoint: 'pinpoint',
  simulate: 'simulate',
};

function probeOf({ call, destination, number }: Case): Probe {
  const probe = plan.accounts.flatMap(({ probes }) => probes).find((one) => one.call.kind === KINDS[call])!;
  return {
    ...probe,
    number: number ?? probe.number,
    call: (destination ? { ...probe.call, destination } : probe.call) as Probe['call'],
  };
}

function errorOf({ code, reason, message, resourceType, resourceId, network, deniedBy }: Thrown): CallError {
  return toCallError({
    name: network ? 'Error' : code,
    ...(network && { code }),
    Reason: reason,
    message: message ?? '',
    ResourceType: resourceType,
    ResourceId: resourceId,
    deniedBy,
    ...(!network && { $metadata: { httpStatusCode: 400 } }),
  });
}

describe('the table of causes', () => {
  it.each(Object.entries(table))('names %s', (_, one) => {
    const explained = explainError(plan, probeOf(one), errorOf(one.thrown), one.call);
    expect(explained.cause).toMatch(new RegExp(one.cause));
    expect(explained.fix).toMatch(new RegExp(one.fix ?? ''));
    if (one.fixIsNot) expect(explained.fix).not.toMatch(new RegExp(one.fixIsNot));
    expect(explained.fix).toMatch(/\(to confirm: .+\)$/);
    expect(`${explained.cause}${explained.fix}`).not.toMatch(/\{\w+\}/);
  });

  it('has a case for each row', () => {
    const reached = new Set(
      Object.values(table).map((one) => causeOf(factsOf(probeOf(one), errorOf(one.thrown)), one.call)),
    );
    const rows = new Set(Object.values(CAUSES).flat());
    expect([...rows].filter((row) => !reached.has(row)).map(({ cause, when }) => [cause, when])).toEqual([]);
  });

  it.each(Object.entries(CAUSES))('has no two rows for %s of which neither is the narrower', (_, rows) => {
    const pairs = rows.flatMap((row, at) => rows.slice(at + 1).map((other) => [row, other] as const));
    const unclear = pairs.filter(
      ([row, other]) => overlap(row, other) && !isNarrower(row, other) && !isNarrower(other, row),
    );
    expect(unclear.map(([row, other]) => [row.cause, other.cause])).toEqual([]);
  });

  it('finds two rows that overlap', () => {
    const text = { cause: '', fix: '', confirm: '', evidence: 'guess' } as const;
    const byReason = { ...text, when: { code: ['A'], reason: ['R'] } };
    const byAction = { ...text, when: { code: ['A', 'B'], action: ['x:y'] } };
    expect(overlap(byReason, byAction)).toBe(true);
    expect(isNarrower(byReason, byAction) || isNarrower(byAction, byReason)).toBe(false);
    expect(isNarrower(byReason, { ...text, when: { code: ['A', 'B'] } })).toBe(true);
  });

  it('says of an unknown code that it is unknown', () => {
    const error = errorOf({ code: 'TeapotException', message: 'short and stout' });
    const probe = probeOf({ call: 'send', thrown: { code: '' }, cause: '' });
    expect(explainError(plan, probe, error)).toMatchObject({
      cause: expect.stringMatching(/not in the table/),
      fix: expect.stringMatching(/TeapotException/),
    });
  });
});

it.each(Object.entries(table).filter(([, { call }]) => call === 'become'))(
  "explains %s for the run's own credentials, without a placeholder that is left",
  (_, { thrown }) => {
    const { cause, fix } = explainOwnCredentials(errorOf(thrown), 'us-east-1');
    expect(`${cause}${fix}`).not.toMatch(/\{\w+\}/);
  },
);

describe('what AWS allows and must deny', () => {
  it('has a cause for each probe that may be expected denied', () => {
    const mayBeDenied = probeNames.filter((name) => PROBES[name].expected !== 'allowed');
    expect(mayBeDenied.filter((name) => !definitionOf(name).unexpectedAllow)).toEqual([]);
  });

  it('is explained without a placeholder that is left', () => {
    const denials = plan.accounts.flatMap(({ probes }) =>
      probes.filter(({ expected }) => expected === 'denied'),
    );
    for (const probe of denials) {
      const { cause, fix } = explainUnexpectedAllow(plan, probe);
      expect(`${cause}${fix}`).not.toMatch(/\{\w+\}/);
    }
  });
});
