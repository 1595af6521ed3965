import { literalPattern, type Pattern, wildcardPattern } from './glob';
import { type Call, UNKNOWN } from './types';

interface Variable {
  key: string;
  lower: string;
  fallback?: string;
}

/** A value of a policy that may contain wildcards and policy variables. */
export interface Template {
  /** Set if it contains neither. */
  literal?: string;
  /** Set if it does not contain a variable. */
  pattern?: Pattern;
  parts: readonly (Pattern | Variable)[];
  wildcards: boolean;
}

export interface Syntax {
  wildcards: boolean;
  /** The policy's version knows policy variables. */
  variables: boolean;
}

const PIECES = /(\$\{[^}]*\})/;
const SPECIAL = /^\$\{([*?$])\}$/;
/** "A space is not supported within the policy variable text", except after the comma before a default. */
const VARIABLE = /^\$\{([A-Za-z0-9_-]+:[^,'"{}*?$ ]+)(?:, '([^'{}]*)')?\}$/;
const WILDCARD = /[*?]/;

function readVariable(piece: string): Pattern | Variable | undefined {
  const special = SPECIAL.exec(piece)?.[1];
  if (special !== undefined) return literalPattern(special);
  const [, key, fallback] = VARIABLE.exec(piece) ?? [];
  return key === undefined ? undefined : { key, lower: key.toLowerCase(), fallback };
}

function isPattern(part: Pattern | Variable): part is Pattern {
  return Array.isArray(part);
}

/**
 * Reads `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}` and the wildcards. Undefined if a `${` begins none of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(text: string, { wildcards, variables }: Syntax): Template | undefined {
  const withVariables = variables && text.includes('${');
  if (!withVariables && !(wildcards && WILDCARD.test(text))) return { literal: text, parts: [], wildcards };
  const parts: (Pattern | Variable)[] = [];
  for (const piece of withVariables ? text.split(PIECES) : [text]) {
    const plain = !withVariables || !piece.includes('${');
    const part = plain ? (wildcards ? wildcardPattern(piece) : literalPattern(piece)) : readVariable(piece);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.every(isPattern) ? { pattern: parts.flat(), parts, wildcards } : { parts, wildcards };
}

/**
 * Replaces the variables by the request's values. Undefined: a variable does not have a value, so nothing equals the
 * result. UNKNOWN: its value is not known, is a list (which AWS does not allow here), or contains characters that might
 * act as wildcards.
 */
export function resolveTemplate(template: Template, call: Call): Pattern | undefined | typeof UNKNOWN {
  const resolved: Pattern[] = [];
  let absent = false;
  for (const part of template.parts) {
    if (isPattern(part)) {
      resolved.push(part);
      continue;
    }
    const value = call.lookup(part.key, part.lower) ?? part.fallback;
    if (value === undefined) absent = true;
    else if (typeof value !== 'string') return UNKNOWN;
    else if (template.wildcards && WILDCARD.test(value)) return UNKNOWN;
    else resolved.push(literalPattern(value));
  }
  return absent ? undefined : resolved.flat();
}
