import type { AccessRequest } from '../../src/iam';
import type { Evaluator } from './corpus';

/** Tests of sizes and durations, which the corpus can't hold. `check` returns what is wrong, or undefined. */
export interface Limit {
  name: string;
  check: (evaluator: Evaluator) => string | undefined;
}

const REQUEST: AccessRequest = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::my-media/a',
  resourceAccountId: '111122223333',
  principal: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/ann', accountId: '111122223333' },
  context: {},
};
/** Characters of the longest document that IAM's API accepts. */
const LONGEST = 131_072;

function policyOfLength(length: number): string {
  const policy = {
    Version: '2012-10-17',
    Id: '',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
  return JSON.stringify({ ...policy, Id: 'x'.repeat(length - JSON.stringify(policy).length) });
}

function verdictOf(
  evaluator: Evaluator,
  document: string | object,
  context: Record<string, string> = {},
): string {
  const policy = evaluator.parsePolicy('p', document);
  return evaluator.authorize({ ...REQUEST, context }, { identity: [policy] }).verdict;
}

function onCondition(Condition: object): object {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } };
}

function expectVerdict(name: string, expected: string, ask: (evaluator: Evaluator) => string): Limit {
  return {
    name,
    check: (evaluator) => {
      const verdict = ask(evaluator);
      return verdict === expected ? undefined : `${name}: ${verdict}, not ${expected}`;
    },
  };
}

const MANY = 'a'.repeat(300_000);

export const LIMITS: readonly Limit[] = [
  {
    name: 'NOT_EVALUATED names every part that authorize does not evaluate',
    check: ({ NOT_EVALUATED }) => {
      const said = NOT_EVALUATED.join();
      const missing = ['SCPs', 'RCPs', 'session policies'].filter((words) => !said.includes(words));
      return missing.length === 0 ? undefined : `not said: ${missing.join()}`;
    },
  },
  expectVerdict('a policy as long as AWS accepts', 'allowed', (evaluator) => {
    return verdictOf(evaluator, policyOfLength(LONGEST));
  }),
  expectVerdict('a policy longer than AWS accepts', 'unknown', (evaluator) => {
    return verdictOf(evaluator, policyOfLength(LONGEST + 1));
  }),
  {
    name: 'a policy longer than AWS accepts says so',
    check: ({ parsePolicy, explain }) => {
      const policy = parsePolicy('p', policyOfLength(LONGEST + 1));
      const because = explain(REQUEST, { identity: [policy] })[0]?.because ?? '';
      return because.includes('131073 characters, more than AWS accepts (131072)') ? undefined : because;
    },
  },
  {
    name: 'a list instead of a policy says so',
    check: ({ parsePolicy, explain }) => {
      const because = explain(REQUEST, { identity: [parsePolicy('p', [])] })[0]?.because;
      return because === 'not understood: the policy is not an object' ? undefined : `said: ${because}`;
    },
  },
  expectVerdict('a long value of a policy variable', 'allowed', (evaluator) => {
    const condition = onCondition({ StringEquals: { 'test:Text': '${test:Other}' } });
    return verdictOf(evaluator, condition, { 'test:Text': MANY, 'test:Other': MANY });
  }),
  expectVerdict('a long value of a policy variable, ignoring case', 'allowed', (evaluator) => {
    const condition = onCondition({ StringEqualsIgnoreCase: { 'test:Text': '${test:Other}' } });
    return verdictOf(evaluator, condition, { 'test:Text': MANY, 'test:Other': MANY.toUpperCase() });
  }),
  expectVerdict('many wildcards on a long text', 'denied', (evaluator) => {
    const condition = onCondition({ StringLike: { 'test:Text': `${'*a'.repeat(1000)}b` } });
    return verdictOf(evaluator, condition, { 'test:Text': 'a'.repeat(2000) });
  }),
];
