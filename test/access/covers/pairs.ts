import { blur, randomCondition } from '../../iam/differential/conditions';
import {
  generate,
  type RandomCase,
  type RandomPolicy,
  type RandomStatement,
} from '../../iam/differential/generate';
import { Random } from '../../iam/differential/random';
import { CALLERS, MAIN, OTHER } from '../../iam/differential/vocabulary';

/** Two versions of one policy, and requests to try on both. */
export interface Pair {
  kind: 'trust' | 'identity';
  first: RandomPolicy;
  second: RandomPolicy;
  cases: RandomCase[];
  /** Names of the changes between the two. */
  changes: string[];
}

interface ChangeOf {
  name: string;
  /** The changed statements; undefined if the change does not apply. */
  make(
    random: Random,
    statement: RandomStatement,
    request: RandomCase['request'],
  ): RandomStatement[] | undefined;
  /** The result allows no more, if the statement is an Allow. */
  narrows?: true;
}

type Lines = NonNullable<RandomStatement['Condition']>;

const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

function withLine(
  random: Random,
  statement: RandomStatement,
  change: (operator: string, key: string, values: string[]) => [string, string, string[]] | undefined,
): RandomStatement[] | undefined {
  const lines = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => [operator, key, listOf(values)] as const),
  );
  if (lines.length === 0) return undefined;
  const chosen = random.below(lines.length);
  const condition: Lines = {};
  for (const [index, line] of lines.entries()) {
    const changed = index === chosen ? change(line[0], line[1], line[2]) : line;
    if (changed) condition[changed[0]] = { ...condition[changed[0]], [changed[1]]: changed[2] };
  }
  const { Condition: _, ...rest } = statement;
  return [Object.keys(condition).length > 0 ? { ...rest, Condition: condition } : rest];
}

function withList(
  element: 'Action' | 'Resource',
  change: (random: Random, values: string[]) => string[],
): ChangeOf['make'] {
  return (random, statement) => {
    const values = statement[element];
    return values === undefined ? undefined : [{ ...statement, [element]: change(random, listOf(values)) }];
  };
}

function swapOne(random: Random, values: string[], change: (value: string) => string): string[] {
  const chosen = random.below(values.length);
  return values.map((value, index) => (index === chosen ? change(value) : value));
}

const negations: Record<string, string> = {
  StringEquals: 'StringNotEquals',
  StringLike: 'StringNotLike',
  ArnLike: 'ArnNotLike',
  IpAddress: 'NotIpAddress',
  NumericEquals: 'NumericNotEquals',
};
const opposite = (operator: string): string =>
  Object.entries(negations).reduce(
    (text, [one, other]) =>
      text.includes(other)
        ? text.replace(other, one)
        : text === operator && text.includes(one)
          ? text.replace(one, other)
          : text,
    operator,
  );

const related = [
  ['StringEquals', 'StringLike'],
  ['StringEquals', 'StringEqualsIgnoreCase'],
  ['StringNotEquals', 'StringNotLike'],
  ['ArnEquals', 'ArnLike'],
  ['ArnLike', 'StringLike'],
  ['NumericLessThan', 'NumericLessThanEquals'],
  ['NumericGreaterThan', 'NumericGreaterThanEquals'],
  ['NumericEquals', 'NumericLessThanEquals'],
  ['DateLessThan', 'DateLessThanEquals'],
  ['DateGreaterThan', 'DateGreaterThanEquals'],
];

const changes: readonly ChangeOf[] = [
  {
    name: 'drop a line of the condition',
    make: (random, statement) => withLine(random, statement, () => undefined),
  },
  {
    name: 'add a condition',
    narrows: true,
    make: (random, statement) =>
      statement.Condition ? undefined : [{ ...statement, Condition: randomCondition(random) }],
  },
  {
    name: 'add a line to the condition',
    narrows: true,
    make: (random, statement) => {
      const [[operator = '', keys = {}] = []] = Object.entries(randomCondition(random));
      return statement.Condition?.[operator]
        ? undefined
        : [{ ...statement, Condition: { ...statement.Condition, [operator]: keys } }];
    },
  },
  {
    name: 'drop a value',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => [
        operator,
        key,
        values.length > 1 ? values.slice(1) : values,
      ]),
  },
  {
    name: 'blur a value',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => [
        operator,
        key,
        swapOne(random, values, (value) => blur(random, value)),
      ]),
  },
  {
    name: 'other operator of the family',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => {
        const [one = '', other = ''] = random.pick(related);
        const changed = random.chance(0.5) ? operator.replace(one, other) : operator.replace(other, one);
        return [changed, key, values];
      }),
  },
  {
    name: 'negate the operator',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => [opposite(operator), key, values]),
  },
  {
    name: 'with or without IfExists',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => {
        if (operator === 'Null') return [operator, key, values];
        return [operator.endsWith('IfExists') ? operator.slice(0, -8) : `${operator}IfExists`, key, values];
      }),
  },
  {
    name: 'other qualifier',
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => {
        if (operator === 'Null') return [operator, key, values];
        return [
          `${random.pick(['', 'ForAnyValue:', 'ForAllValues:'])}${operator.replace(/^.*:/, '')}`,
          key,
          values,
        ];
      }),
  },
  {
    name: 'presence of a key',
    make: (random, statement) =>
      withLine(random, statement, (_, key) => ['Null', key, [random.pick(['true', 'false'])]]),
  },
  {
    name: 'blur an action',
    make: withList('Action', (random, values) =>
      swapOne(random, values, (value) =>
        value.includes(':') ? value.replace(/:.*/, (name) => `:${blur(random, name.slice(1))}`) : value,
      ),
    ),
  },
  { name: 'every action', make: withList('Action', () => ['*']) },
  {
    name: 'drop an action',
    narrows: true,
    make: withList('Action', (_, values) => (values.length > 1 ? values.slice(1) : values)),
  },
  {
    name: 'case of an action',
    narrows: true,
    make: withList('Action', (_, values) => values.map((value) => value.toUpperCase())),
  },
  {
    name: 'blur a resource',
    make: withList('Resource', (random, values) =>
      swapOne(random, values, (value) => `arn:${blur(random, value.slice(4))}`),
    ),
  },
  {
    name: 'cut a resource',
    make: withList('Resource', (random, values) =>
      swapOne(random, values, (value) =>
        value
          .split(':')
          .slice(0, 3 + random.below(3))
          .join(':'),
      ),
    ),
  },
  { name: 'every resource', make: withList('Resource', () => ['*']) },
  {
    name: 'drop a resource',
    narrows: true,
    make: withList('Resource', (_, values) => (values.length > 1 ? values.slice(1) : values)),
  },
  {
    name: 'the asked resource only',
    make: (_, statement, request) =>
      statement.Resource === undefined ? undefined : [{ ...statement, Resource: request.resource }],
  },
  {
    name: 'negate an element',
    make: (random, statement) => {
      const { Action, Resource, ...rest } = statement;
      if (random.chance(0.5) && Action !== undefined)
        return [{ ...rest, ...(Resource && { Resource }), NotAction: Action }];
      return Resource === undefined
        ? undefined
        : [{ ...rest, ...(Action && { Action }), NotResource: Resource }];
    },
  },
  {
    name: 'a stricter line',
    narrows: true,
    make: (random, statement) =>
      withLine(random, statement, (operator, key, values) => {
        if (operator === 'Null') return [operator, key, values];
        if (operator.includes('Not')) return [operator, key, [...values, random.pick(values)]];
        if (operator.startsWith('For')) return [operator, key, values.slice(0, 1)];
        if (random.chance(0.5)) return [operator.replace('IfExists', ''), key, values];
        const exact = values.map((value) => value.replaceAll('*', 'x').replaceAll('?', 'y'));
        return [operator, key, operator.includes('Like') ? exact : values.slice(0, 1)];
      }),
  },
  {
    name: 'an example of each pattern',
    narrows: true,
    make: (_, statement) => {
      const example = (values: string | string[] | undefined) =>
        values &&
        listOf(values).map((value) =>
          value === '*' ? value : value.replaceAll('*', 'x').replaceAll('?', 'y'),
        );
      const { Action, Resource } = statement;
      return [
        {
          ...statement,
          ...(Action && { Action: example(Action) }),
          ...(Resource && { Resource: example(Resource) }),
        },
      ];
    },
  },
  {
    name: 'other principal',
    make: (random, statement) => {
      if (statement.Principal === undefined) return undefined;
      const { arn, roleArn, accountId, kind } = random.pick(CALLERS);
      if (kind === 'service') return [{ ...statement, Principal: { Service: arn } }];
      const forms = [
        `arn:aws:iam::${accountId || OTHER}:root`,
        accountId || MAIN,
        '*',
        roleArn ?? (arn || '*'),
        arn || '*',
      ];
      return [{ ...statement, Principal: random.chance(0.2) ? '*' : { AWS: random.pick(forms) } }];
    },
  },
  { name: 'the statement is left out', narrows: true, make: () => [] },
  {
    name: 'other effect',
    make: (_, statement) => [{ ...statement, Effect: statement.Effect === 'Allow' ? 'Deny' : 'Allow' }],
  },
  {
    name: 'an Allow and its Deny',
    narrows: true,
    make: (random, statement) => [
      statement,
      { ...statement, Effect: 'Deny', Condition: randomCondition(random) },
    ],
  },
  {
    name: 'a condition moved into a Deny',
    make: (random, statement) => {
      const lines = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => [operator, key, values] as const),
      );
      if (lines.length === 0) return undefined;
      const [operator, key, values] = random.pick(lines);
      const without = withLine(
        random,
        { ...statement, Condition: { [operator]: { [key]: values } } },
        () => undefined,
      );
      return [
        ...(without ?? []),
        { ...statement, Effect: 'Deny', Condition: { [opposite(operator)]: { [key]: values } } },
      ];
    },
  },
  {
    name: 'split by action and resource',
    narrows: true,
    make: (_, statement) => {
      if (statement.Effect !== 'Allow' || statement.Action === undefined || statement.Resource === undefined)
        return undefined;
      return listOf(statement.Action).flatMap((Action) =>
        listOf(statement.Resource ?? []).map((Resource) => ({ ...statement, Action, Resource })),
      );
    },
  },
];

function changed(
  random: Random,
  policy: RandomPolicy,
  request: RandomCase['request'],
  only: readonly ChangeOf[],
) {
  const names: string[] = [];
  let statements = policy.Statement;
  for (let count = 1 + random.below(3); count > 0; count--) {
    if (statements.length === 0) break;
    const chosen = random.below(statements.length);
    const change = random.pick(only);
    const made = change.make(random, statements[chosen] as RandomStatement, request);
    if (made === undefined) continue;
    names.push(change.name);
    statements = statements.flatMap((statement, index) => (index === chosen ? made : [statement]));
  }
  if (random.chance(0.2)) statements = statements.toReversed();
  return { policy: { ...policy, Statement: statements }, names };
}

const TRIED = 6;

/** Requests near the policies, in the places where a document of this kind decides. */
function casesOf(random: Random, made: RandomCase, kind: Pair['kind']): RandomCase[] {
  return Array.from({ length: TRIED }, (_, index) => {
    const other = generate(random.below(1_000_000)).request;
    const { request } = made;
    if (index === 0) return made;
    return {
      ...made,
      request: {
        ...request,
        principal: index % 2 === 0 && kind === 'trust' ? other.principal : request.principal,
        context: { ...other.context, ...(random.chance(0.5) ? request.context : derivedOf(request)) },
        ...(random.chance(0.3) &&
          (kind === 'identity' || other.action.startsWith('sts:')) && {
            action: other.action,
            resource: other.resource,
          }),
      },
    };
  }).map((one) => withDerived(one));
}

function derivedOf({ context }: RandomCase['request']): RandomCase['request']['context'] {
  return Object.fromEntries(Object.entries(context).filter(([key]) => key.startsWith('aws:Principal')));
}

/** What AWS derives from the caller must fit the caller. */
function withDerived(made: RandomCase): RandomCase {
  const { context, principal } = made.request;
  const rest = Object.fromEntries(
    Object.entries(context).filter(
      ([key]) => !/^aws:(Principal(Arn|Account|ServiceName)|username)$/i.test(key),
    ),
  );
  const own: Record<string, string> =
    principal.kind === 'service'
      ? { 'aws:PrincipalServiceName': principal.arn }
      : principal.kind === 'anonymous'
        ? { 'aws:PrincipalAccount': 'anonymous' }
        : {
            'aws:PrincipalArn': principal.roleArn ?? principal.arn,
            'aws:PrincipalAccount': principal.accountId,
            ...(principal.kind === 'user' && {
              'aws:username': principal.arn.slice(principal.arn.lastIndexOf('/') + 1),
            }),
          };
  return { ...made, request: { ...made.request, context: { ...rest, ...own } } };
}

/** `narrowing`: the second policy allows no more than the first. The same seed gives the same pair. */
export function generatePair(seed: number, narrowing = false): Pair {
  const random = new Random(seed ^ 0x5eed);
  const made = generate(seed);
  // Trust policies are of roles: only there must the policy of the resource allow, whatever the caller's own allow.
  const isTrust = made.resource !== undefined && made.request.action.startsWith('sts:');
  const kind = isTrust && (made.identity.length === 0 || random.chance(0.7)) ? 'trust' : 'identity';
  const document = (kind === 'trust' ? made.resource : made.identity[0]) ?? { Statement: [] };
  const first = narrowing
    ? {
        ...document,
        Statement: document.Statement.map((statement) => ({ ...statement, Effect: 'Allow' as const })),
      }
    : document;
  const only = narrowing ? changes.filter(({ narrows }) => narrows) : changes;
  const { policy: second, names } = changed(random, first, made.request, only);
  return { kind, first, second, cases: narrowing ? [] : casesOf(random, made, kind), changes: names };
}

const EVERYTHING: RandomPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The case with `policy` in the place that is compared. Trust policies are tried with and without an identity policy. */
export function caseWith(
  made: RandomCase,
  kind: Pair['kind'],
  policy: RandomPolicy,
  index: number,
): RandomCase {
  const { request } = made;
  if (kind === 'identity') return { request, identity: [policy] };
  const hasIdentity = request.principal.kind === 'user' || request.principal.kind === 'session';
  return {
    request,
    identity: hasIdentity && index % 3 !== 0 ? [EVERYTHING] : [],
    resource: policy,
  };
}
