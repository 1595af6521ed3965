import { shown } from './check';
import { isObject, listOf, readDocument } from './json';
import { compileStatement, unreadableStatement } from './statement';
import type { Policy } from './types';

const ELEMENTS = new Set(['Version', 'Id', 'Statement']);
/** Policy variables are literal text before 2012-10-17. A policy without Version is of 2008-10-17. */
const VARIABLES: Record<string, boolean> = { '2008-10-17': false, '2012-10-17': true };

/**
 * Reads a policy document, as JSON text or as an object. Never throws: what it can't read becomes a statement, or a part
 * of one, that is `unknown`, so it might allow and might deny. Decisions call the policy by `name`.
 *
 * @example parsePolicy('trust', '{"Version":"2012-10-17","Statement":[…]}')
 */
export function parsePolicy(name: string, document: string | object): Policy {
  const read = readDocument(document);
  if ('problem' in read) return unreadable(name, read.problem);
  const { Version: version = '2008-10-17', Statement: statements } = read.value;
  const foreign = Object.keys(read.value).find((key) => !ELEMENTS.has(key));
  if (foreign !== undefined) return unreadable(name, `the element ${foreign}`);
  if (typeof version !== 'string' || !Object.hasOwn(VARIABLES, version)) {
    return unreadable(name, `the version ${shown(version)}`);
  }
  if (!Array.isArray(statements) && !isObject(statements)) return unreadable(name, 'no Statement');
  const variables = VARIABLES[version] === true;
  return {
    name,
    statements: listOf(statements).map((source, index) => {
      return compileStatement(name, source, index + 1, variables);
    }),
  };
}

function unreadable(name: string, problem: string): Policy {
  return { name, statements: [unreadableStatement(name, '#1', problem)] };
}
