import { asText, isObject, type JsonObject, listOf, stringOf } from '../../terraform/json';

/**
 * A caller that a statement allows, made from the statement's own words: patterns become an example, condition values
 * become the request's. A check of this caller finds access that the manifest does not intend. The evaluator decides
 * what an example may really do; a poor example only asks a useless question.
 */
export interface ExampleCaller {
  /** ARN of a user or role, or of a service (`ec2.amazonaws.com`); an example where the trust has a pattern. */
  principal: string;
  /** As the trust has it. */
  written: string;
  context: Record<string, string>;
}

export interface ExampleRequest {
  action: string;
  resource: string;
  context: Record<string, string>;
}

/** Stands for every action: one of each kind that matters here. */
const anyAction = [
  'iam:CreateUser',
  'sms-voice:DescribeSpendLimits',
  'sts:TagSession',
  'sts:SetSourceIdentity',
];

/** Operators whose values the request can simply carry. */
const positive =
  /^(ForAnyValue:|ForAllValues:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|IpAddress|Numeric(Equals|LessThanEquals|GreaterThanEquals)|Date(Equals|LessThanEquals|GreaterThanEquals))(IfExists)?$/i;

/** Stands for anyone: a role of an account that does not exist. */
export const ANYONE = 'arn:aws:iam::000000000000:role/*';

export function statementsOf(text: string): JsonObject[] {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? listOf(document.Statement).filter(isObject) : [];
  } catch {
    return [];
  }
}

export function exampleCallers(text: string): ExampleCaller[] {
  return statementsOf(text)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => {
      const principals = principalsOf(statement);
      return contextsOf(statement).flatMap(({ 'aws:principalarn': arn, ...rest }) => {
        const context = sampled(rest);
        return (arn ? [arn] : principals).map((written) => ({
          principal: sample(written),
          written,
          context,
        }));
      });
    });
}

/** Returns every action-resource pair, because AWS evaluates pairs. */
export function exampleRequests(text: string): ExampleRequest[] {
  return statementsOf(text)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => {
      const actions = samples(statement.Action, ['*']).flatMap((action) =>
        action === '*' ? anyAction : [action],
      );
      const resources = samples(statement.Resource, ['*']);
      const context = sampled(contextsOf(statement)[0] ?? {});
      return actions.flatMap((action) => resources.map((resource) => ({ action, resource, context })));
    });
}

/** Federated principals of Allow statements. They do not use sts:AssumeRole, so no question covers them. */
export function federatedPrincipals(text: string): string[] {
  return statementsOf(text)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal }) => (isObject(Principal) ? listOf(Principal.Federated) : []))
    .map(asText);
}

function principalsOf({ Principal }: JsonObject): string[] {
  if (Principal === '*') return [ANYONE];
  if (!isObject(Principal)) return [];
  const aws = listOf(Principal.AWS).flatMap((value) => {
    const text = stringOf(value) ?? '';
    if (text === '*') return [ANYONE];
    if (/^\d{12}$/.test(text)) return [`arn:aws:iam::${text}:role/*`];
    return text.startsWith('arn:') ? [text.replace(/:root$/, ':role/*')] : [];
  });
  return [...aws, ...listOf(Principal.Service).map(asText)];
}

/**
 * Contexts in which each value of the statement's conditions occurs at least once, keys in lower case: one with the
 * first value of every key, and one for each further value.
 */
function contextsOf({ Condition }: JsonObject): Record<string, string>[] {
  const options = Object.entries(isObject(Condition) ? Condition : {})
    .filter(([operator, keys]) => positive.test(operator) && isObject(keys))
    .flatMap(([, keys]) => Object.entries(keys as JsonObject))
    .map(([key, values]) => [key.toLowerCase(), listOf(values).map(asText)] as const);
  const first = Object.fromEntries(
    options.flatMap(([key, [value]]) => (value === undefined ? [] : [[key, value]])),
  );
  return [
    first,
    ...options.flatMap(([key, [, ...more]]) => more.map((value) => ({ ...first, [key]: value }))),
  ];
}

function sampled(context: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, sample(value)]));
}

function samples(values: unknown, otherwise: readonly string[]): string[] {
  const list = listOf(values).map(asText);
  return list.length > 0 ? list.map(sample) : [...otherwise];
}

/** A text that no manifest names, so that a pattern's example is never the one match that is intended. */
export const SAMPLE = 'anything-else';

/** `*` alone stays: it is also the resource of actions that have none. No name in AWS contains `~`. */
function sample(pattern: string): string {
  if (pattern === '*') return pattern;
  return pattern.replaceAll('*', SAMPLE).replaceAll('?', '~');
}
