import type { RandomCase, RandomPolicy, RandomStatement } from './generate';

/** The case with `change` applied to every statement. Returns the same object if nothing changed. */
export function mapStatements(
  made: RandomCase,
  change: (statement: RandomStatement, variables: boolean) => RandomStatement,
): RandomCase {
  const policy = (document: RandomPolicy): RandomPolicy => ({
    ...document,
    Statement: document.Statement.map((statement) => change(statement, document.Version === '2012-10-17')),
  });
  const changed: RandomCase = {
    ...made,
    identity: made.identity.map(policy),
    ...(made.boundary && { boundary: policy(made.boundary) }),
    ...(made.resource && { resource: policy(made.resource) }),
  };
  return JSON.stringify(changed) === JSON.stringify(made) ? made : changed;
}

function mapList(
  value: string | string[] | undefined,
  change: (text: string) => string,
): string | string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(change) : change(value);
}

export function mapResources(
  made: RandomCase,
  change: (text: string, statement: RandomStatement, variables: boolean) => string,
): RandomCase {
  return mapStatements(made, (statement, variables) => {
    const list = (value: string | string[] | undefined) =>
      mapList(value, (text) => change(text, statement, variables));
    return {
      ...statement,
      ...(statement.Resource && { Resource: list(statement.Resource) }),
      ...(statement.NotResource && { NotResource: list(statement.NotResource) }),
    };
  });
}

export interface Line {
  operator: string;
  key: string;
  text: string;
  variables: boolean;
}

/** Changes the values of conditions, and with `rename` the names of their operators. */
export function mapConditions(
  made: RandomCase,
  change: (line: Line) => string,
  rename: (operator: string) => string = (operator) => operator,
): RandomCase {
  return mapStatements(made, (statement, variables) => {
    if (statement.Condition === undefined) return statement;
    const condition = Object.entries(statement.Condition).map(([operator, keys]) => [
      rename(operator),
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [
          key,
          mapList(values, (text) => change({ operator, key, text, variables })),
        ]),
      ),
    ]);
    return { ...statement, Condition: Object.fromEntries(condition) };
  });
}
