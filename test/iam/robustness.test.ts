import fc from 'fast-check';
import * as iam from '../../src/iam';
import { type AccessRequest, authorize, explain, type PolicySet, parsePolicy } from '../../src/iam';
import { generate } from './differential/generate';
import { judgeCase } from './differential/verdict';
import { LIMITS } from './limits';

const REQUEST: AccessRequest = {
  action: 'sms-voice:SendTextMessage',
  resource: 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123',
  resourceAccountId: '111122223333',
  principal: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/ann', accountId: '111122223333' },
  context: { 'sts:ExternalId': 'x', 'aws:TagKeys': ['a', 'b'] },
};
const EVERYTHING = parsePolicy('all', {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

/** Judges and explains it in every place where a policy may stand. */
function judgeEverywhere(document: string | object): string[] {
  const policy = parsePolicy('odd', document);
  const sets: PolicySet[] = [
    { identity: [EVERYTHING, policy] },
    { identity: [EVERYTHING], boundary: policy },
    { identity: [EVERYTHING], resource: policy },
  ];
  return sets.map((set) => {
    expect(Array.isArray(explain(REQUEST, set))).toBe(true);
    return authorize(REQUEST, set).verdict;
  });
}

function isPolicyLike(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'Statement' in value;
  } catch {
    return false;
  }
}

const ELEMENTS =
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition Other'.split(' ');

describe('a document that is no policy', () => {
  test.each([
    ['text', fc.string()],
    ['JSON of any shape', fc.json()],
    [
      'a policy that was cut off',
      fc.nat(80).map((end) => JSON.stringify(generate(1).identity[0] ?? {}).slice(0, end)),
    ],
  ])('is never allowed and never throws: %s', (_, documents) => {
    fc.assert(
      fc.property(documents, (document) => {
        fc.pre(!isPolicyLike(document));
        expect(judgeEverywhere(document)).toEqual(['unknown', 'unknown', 'unknown']);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['deep lists', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['deep objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    [
      'more than AWS takes',
      JSON.stringify({ Version: '2012-10-17', Statement: [], Id: 'x'.repeat(131_072) }),
    ],
    ['ten megabytes of nothing', ' '.repeat(10_000_000)],
    ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))],
  ])('is never allowed and never throws: %s', (_, document) => {
    expect(judgeEverywhere(document)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test.each(LIMITS)('$name', ({ check }) => {
  expect(check(iam)).toBeUndefined();
});

describe('a policy with odd parts', () => {
  test('never throws, whatever stands in an element', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ELEMENTS), fc.jsonValue()), (odd) => {
        judgeEverywhere({ Version: '2012-10-17', Statement: [odd] });
        judgeEverywhere({
          Version: '2012-10-17',
          Statement: { Effect: 'Deny', Action: '*', Resource: '*', ...odd },
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('never throws, whatever stands in a Condition', () => {
    const names = fc.oneof(
      fc.constantFrom('StringLike', 'ArnLike', 'Null', 'ForAllValues:DateEquals', '__proto__'),
      fc.string(),
    );
    const condition = fc.dictionary(
      names,
      fc.dictionary(fc.oneof(fc.constant('sts:ExternalId'), fc.string()), fc.jsonValue()),
    );
    fc.assert(
      fc.property(condition, (Condition) => {
        judgeEverywhere({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] });
      }),
      { numRuns: 1000 },
    );
  });

  test('deep nesting in an element is not followed', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as object;
    for (const name of ELEMENTS) {
      const statement = { Effect: 'Allow', Action: '*', Resource: '*', [name]: deep };
      expect(judgeEverywhere({ Version: '2012-10-17', Statement: [statement] })).not.toContain('denied');
    }
  });
});

describe('what is not known never decides', () => {
  const seeds = fc.integer({ min: 0, max: 1_000_000 });

  test('without some keys of the context the verdict is the same, or unknown', () => {
    let unknown = 0;
    fc.assert(
      fc.property(seeds, fc.nat(0xffff), (seed, mask) => {
        const made = generate(seed);
        const keys = Object.entries(made.request.context).filter((_, index) => ((mask >> index) & 1) === 1);
        const context = Object.fromEntries(keys);
        const incomplete = judgeCase({ ...made, request: { ...made.request, context, absentKeys: [] } });
        if (incomplete === 'U') unknown++;
        else {
          // A denial may have another reason, but neither the given context nor one without the keys turns it.
          const full = judgeCase(made);
          const bare = judgeCase({ ...made, request: { ...made.request, context } });
          expect([full === 'A', bare === 'A']).toEqual([incomplete === 'A', incomplete === 'A']);
        }
      }),
      { numRuns: 2000 },
    );
    expect(unknown).toBeGreaterThan(100);
  });

  test('beside a policy that can not be read nothing is allowed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const made = generate(seed);
        fc.pre(made.identity.length > 0);
        const broken = { ...made, identity: [...made.identity, { Statement: 'x' } as never] };
        expect(judgeCase(broken)).not.toBe('A');
      }),
      { numRuns: 500 },
    );
  });
});
