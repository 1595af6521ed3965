import { type Call, UNKNOWN } from './context';
import { ANY, literalPattern, ONE, type Pattern } from './glob';

interface Variable {
  key: string;
  lower: string;
  fallback?: string;
}

/** A value of a policy in which wildcards and policy variables stand. */
export interface Template {
  parts: (Pattern | Variable)[];
  /** Where neither stands in it. */
  literal?: string;
  wildcards: boolean;
}

export interface Syntax {
  wildcards: boolean;
  variables: boolean;
}

const SPECIAL: Record<string, string> = { '*': '*', '?': '?', $: '$' };
const VARIABLE = /^\s*([A-Za-z0-9_-]+:[^,'"{}*?$]+?)\s*(?:,\s*'([^'{}]*)'\s*)?$/;

/**
 * Reads `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}` and the wildcards. Undefined where a `${` is none of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(text: string, syntax: Syntax): Template | undefined {
  const parts: (Pattern | Variable)[] = [];
  let run: number[] = [];
  let plain = true;
  let index = 0;
  while (index < text.length) {
    if (syntax.variables && text.startsWith('${', index)) {
      const end = text.indexOf('}', index);
      if (end < 0) return undefined;
      const inner = text.slice(index + 2, end);
      index = end + 1;
      plain = false;
      if (Object.hasOwn(SPECIAL, inner)) {
        run.push(inner.charCodeAt(0));
        continue;
      }
      const [, key, fallback] = VARIABLE.exec(inner) ?? [];
      if (key === undefined) return undefined;
      parts.push(run, { key, lower: key.toLowerCase(), fallback });
      run = [];
      continue;
    }
    const code = text.charCodeAt(index++);
    const wildcard = syntax.wildcards ? (code === 42 ? ANY : code === 63 ? ONE : undefined) : undefined;
    if (wildcard !== undefined) plain = false;
    run.push(wildcard ?? code);
  }
  parts.push(run);
  const { wildcards } = syntax;
  return plain ? { parts, literal: text, wildcards } : { parts, wildcards };
}

/**
 * Puts the request's values in. Undefined: a variable has no value, so nothing is equal or like it. UNKNOWN: its value
 * was not given, is a list (which AWS does not allow here), or has characters that might act as wildcards there.
 */
export function resolveTemplate(template: Template, call: Call): Pattern | undefined | typeof UNKNOWN {
  if (template.parts.length === 1) return template.parts[0] as Pattern;
  const pattern: number[] = [];
  let absent = false;
  for (const part of template.parts) {
    if (Array.isArray(part)) {
      pattern.push(...part);
      continue;
    }
    const variable = part as Variable;
    const value = call.lookup(variable.key, variable.lower) ?? variable.fallback;
    if (value === undefined) absent = true;
    else if (typeof value !== 'string') return UNKNOWN;
    else if (template.wildcards && /[*?]/.test(value)) return UNKNOWN;
    else pattern.push(...literalPattern(value));
  }
  return absent ? undefined : pattern;
}
