import { globMatch, textOf } from '../glob';
import { parseTemplate, resolveTemplate } from '../template';
import { ternary } from '../ternary';
import { UNKNOWN } from '../types';
import type { ValueTest } from './value-test';

interface Comparison {
  wildcards: boolean;
  ignoreCase?: boolean;
}

/** Compares the whole text, with policy variables replaced by their values. */
export function compileString(
  wanted: string,
  variables: boolean,
  { wildcards, ignoreCase = false }: Comparison,
): ValueTest | undefined {
  // Names of variables are not case-sensitive either. Defaults are compared like any other text.
  const template = parseTemplate(ignoreCase ? wanted.toLowerCase() : wanted, { wildcards, variables });
  if (template === undefined) return undefined;
  const { literal } = template;
  if (literal !== undefined) return (had) => ternary((ignoreCase ? had.toLowerCase() : had) === literal);
  const { pattern: fixed } = template;
  if (fixed !== undefined && !ignoreCase) return (had) => ternary(globMatch(fixed, had));
  return (had, call) => {
    const pattern = resolveTemplate(template, call);
    if (pattern === UNKNOWN) return 'unknown';
    if (pattern === undefined) return 'no';
    if (!ignoreCase) return ternary(globMatch(pattern, had));
    return ternary(had.toLowerCase() === textOf(pattern).toLowerCase());
  };
}
