import type { PolicyJson } from './types';

/** One statement; a list of one is written as a plain value, so that a document has one form only. */
export interface Statement {
  /** Letters and digits, unique in a document (IAM User Guide, "IAM JSON policy elements: Sid"). */
  sid: string;
  effect: 'Allow' | 'Deny';
  /** Trust policies only: values of `AWS`. */
  principals?: readonly string[];
  actions: readonly string[];
  /** Permission policies only. */
  resources?: readonly string[];
  /** Operator, then key, then values; what has no value is left out. */
  condition?: Record<string, Record<string, readonly string[]>>;
}

/**
 * The canonical document: IAM's own key order, lists sorted and without repeats, condition operators and keys
 * sorted, minified. Two manifests that mean the same give the same bytes, so a plan shows only what changed.
 */
export function policyDocument(statements: readonly Statement[]): PolicyJson {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map(writeStatement) });
}

function writeStatement(statement: Statement): object {
  const condition = writeCondition(statement.condition ?? {});
  return {
    Sid: statement.sid,
    Effect: statement.effect,
    ...(statement.principals && { Principal: { AWS: oneOrMany(statement.principals) } }),
    Action: oneOrMany(statement.actions),
    ...(statement.resources && { Resource: oneOrMany(statement.resources) }),
    ...(condition && { Condition: condition }),
  };
}

function writeCondition(condition: NonNullable<Statement['condition']>): object | undefined {
  const operators = sortedEntries(condition)
    .map(
      ([operator, keys]) =>
        [operator, sortedEntries(keys).filter(([, values]) => values.length > 0)] as const,
    )
    .filter(([, keys]) => keys.length > 0)
    .map(([operator, keys]) => [
      operator,
      Object.fromEntries(keys.map(([key, values]) => [key, oneOrMany(values)])),
    ]);
  return operators.length > 0 ? Object.fromEntries(operators) : undefined;
}

function sortedEntries<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function oneOrMany(values: readonly string[]): string | string[] {
  const unique = sortedUnique(values);
  return unique.length === 1 ? unique[0]! : unique;
}

/** By code unit, not by locale: the same on every machine. */
export function sortedUnique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
