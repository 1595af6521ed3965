import fc from 'fast-check';
import * as iam from '../../src/iam';
import { type AccessRequest, authorize, explain, type PolicySet, parsePolicy } from '../../src/iam';
import { completeArn } from '../../src/iam/values/arn';
import { generate } from './differential/generate';
import { mapResources } from './differential/rewrite';
import { decideCase } from './differential/verdict';
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

/** Decides and explains with the document in every place of a policy set. */
function decideEverywhere(document: string | object): string[] {
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

describe('a document that is not a policy', () => {
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
        expect(decideEverywhere(document)).toEqual(['unknown', 'unknown', 'unknown']);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['deep lists', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['deep objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    [
      'more than AWS accepts',
      JSON.stringify({ Version: '2012-10-17', Statement: [], Id: 'x'.repeat(131_072) }),
    ],
    ['ten megabytes of spaces', ' '.repeat(10_000_000)],
    ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))],
  ])('is never allowed and never throws: %s', (_, document) => {
    expect(decideEverywhere(document)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test.each(LIMITS)('$name', ({ check }) => {
  expect(check(iam)).toBeUndefined();
});

describe('a policy with odd parts', () => {
  test('an element of any JSON value does not throw', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ELEMENTS), fc.jsonValue()), (odd) => {
        decideEverywhere({ Version: '2012-10-17', Statement: [odd] });
        decideEverywhere({
          Version: '2012-10-17',
          Statement: { Effect: 'Deny', Action: '*', Resource: '*', ...odd },
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('a Condition of any JSON value does not throw', () => {
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
        decideEverywhere({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] });
      }),
      { numRuns: 1000 },
    );
  });

  test('a deeply nested element does not overflow the stack', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as object;
    for (const name of ELEMENTS) {
      const statement = { Effect: 'Allow', Action: '*', Resource: '*', [name]: deep };
      expect(decideEverywhere({ Version: '2012-10-17', Statement: [statement] })).not.toContain('denied');
    }
  });
});

describe('an unknown value does not decide', () => {
  const seeds = fc.integer({ min: 0, max: 1_000_000 });

  test('a context without some keys gives the same verdict or unknown', () => {
    let unknown = 0;
    fc.assert(
      fc.property(seeds, fc.nat(0xffff), (seed, mask) => {
        const made = generate(seed);
        const keys = Object.entries(made.request.context).filter((_, index) => ((mask >> index) & 1) === 1);
        const context = Object.fromEntries(keys);
        const incomplete = decideCase({ ...made, request: { ...made.request, context, absentKeys: [] } });
        if (incomplete === 'U') unknown++;
        else {
          // The reason of a denial may differ. The verdict is the same for the full context and without the keys.
          const full = decideCase(made);
          const bare = decideCase({ ...made, request: { ...made.request, context } });
          expect([full === 'A', bare === 'A']).toEqual([incomplete === 'A', incomplete === 'A']);
        }
      }),
      { numRuns: 2000 },
    );
    expect(unknown).toBeGreaterThan(100);
  });

  test('an unknown resource policy gives the verdict of every resource policy or unknown', () => {
    const effects = ['Allow', 'Deny'] as const;
    const everything = { Principal: '*', Action: '*', Resource: '*' };
    let unknown = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const { resource: _, ...made } = generate(seed);
        const open = authorize(made.request, {
          identity: made.identity.map((document, index) => parsePolicy(String(index), document)),
          boundary: made.boundary && parsePolicy('boundary', made.boundary),
          resource: 'unknown',
        });
        if (open.verdict === 'unknown') unknown++;
        else {
          expect(open.verdict).toBe('denied');
          expect(['E', 'I']).toContain(decideCase(made));
          for (const Effect of effects) {
            const resource = { Version: '2012-10-17', Statement: [{ Effect, ...everything }] };
            expect(['E', 'I']).toContain(decideCase({ ...made, resource }));
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(unknown).toBeGreaterThan(100);
  });

  test('a resource policy that is left out is unknown across accounts only', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { request } = generate(seed);
        const identity = [EVERYTHING];
        const foreign = request.principal.accountId !== request.resourceAccountId;
        fc.pre(!request.action.startsWith('sts:'));
        expect(authorize(request, { identity })).toEqual(
          authorize(request, { identity, resource: foreign ? 'unknown' : 'none' }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('an unreadable policy beside others prevents an allowed verdict', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const made = generate(seed);
        fc.pre(made.identity.length > 0);
        const broken = { ...made, identity: [...made.identity, { Statement: 'x' } as never] };
        expect(decideCase(broken)).not.toBe('A');
      }),
      { numRuns: 500 },
    );
  });
});

test('an incomplete ARN in an identity policy decides like its completed form or is unknown', () => {
  let incomplete = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const made = generate(seed);
      const completed = mapResources(made, (text, { Principal, NotPrincipal }) =>
        text === '*' || (Principal ?? NotPrincipal) !== undefined ? text : completeArn(text),
      );
      if (completed === made) return;
      incomplete++;
      const letter = decideCase(made);
      if (letter !== 'U') expect(decideCase(completed)).toBe(letter);
    }),
    { numRuns: 3000 },
  );
  expect(incomplete).toBeGreaterThan(200);
});
