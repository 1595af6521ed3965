import type { NormalizedSchema } from '@smithy/core/schema';
import type { Input } from '../protocols/protocol';
import { type OperationShape, requiredMembers } from '../protocols/shapes';

/** Limits of a member, from the service's API reference; the SDK's schemas do not carry them. */
export interface Constraint {
  min?: number;
  max?: number;
  /** Of the whole value. */
  pattern?: RegExp;
  values?: readonly string[];
  /** Of each item of a list. */
  each?: Constraint;
  /** Of the keys of a map; `each` is of its values. */
  keys?: Constraint;
  /** Of the members of a structure. */
  members?: Readonly<Record<string, Constraint>>;
}

export interface Violation {
  /** Members from the input down, as AWS's model names them. */
  path: string;
  /** The value in the request. Empty if it is missing. */
  value: string;
  /** `Member must …`. */
  message: string;
  missing: boolean;
}

/** All members that are missing or out of bounds, those of nested structures included. */
export function violations(
  shape: OperationShape,
  input: Input,
  constraints: Readonly<Record<string, Constraint>>,
): Violation[] {
  const found = missingMembers(shape.input, input, '');
  for (const [name, value] of Object.entries(input)) {
    const constraint = constraints[name];
    if (constraint && value !== undefined && value !== null) check(constraint, name, value, found);
  }
  return found;
}

function missingMembers(shape: NormalizedSchema, value: unknown, path: string): Violation[] {
  if (value === undefined || value === null) return [];
  if (shape.isListSchema() && Array.isArray(value)) {
    const item = shape.getValueSchema();
    return value.flatMap((one, index) => missingMembers(item, one, `${path}.${index + 1}.member`));
  }
  if (!shape.isStructSchema()) return [];
  const structure = value as Record<string, unknown>;
  const prefix = path === '' ? '' : `${path}.`;
  const missing = requiredMembers(shape)
    .filter((name) => structure[name] === undefined || structure[name] === null)
    .map((name) => ({
      path: `${prefix}${name}`,
      value: '',
      message: 'Member must not be null',
      missing: true,
    }));
  const inner = [...shape.structIterator()].flatMap(([name, member]) =>
    missingMembers(member, structure[name], `${prefix}${name}`),
  );
  return [...missing, ...inner];
}

function check(constraint: Constraint, path: string, value: unknown, found: Violation[]): void {
  const fail = (message: string, shown: unknown = value) =>
    found.push({
      path,
      value: typeof shown === 'object' ? JSON.stringify(shown) : String(shown),
      message,
      missing: false,
    });
  const { min, max } = constraint;
  if (typeof value === 'number') {
    if (min !== undefined && value < min) fail(`Member must have value greater than or equal to ${min}`);
    if (max !== undefined && value > max) fail(`Member must have value less than or equal to ${max}`);
  } else if (typeof value === 'string') {
    // AWS counts characters, not UTF-16 units.
    const length = [...value].length;
    if (min !== undefined && length < min) fail(`Member must have length greater than or equal to ${min}`);
    if (max !== undefined && length > max) fail(`Member must have length less than or equal to ${max}`);
    if (constraint.pattern && !constraint.pattern.test(value)) {
      fail(`Member must satisfy regular expression pattern: ${source(constraint.pattern)}`);
    }
    if (constraint.values && !constraint.values.includes(value)) {
      fail(`Member must satisfy enum value set: [${constraint.values.join(', ')}]`);
    }
  } else if (typeof value === 'object' && value !== null) {
    checkCompound(constraint, path, value, found, fail);
  }
}

function checkCompound(
  constraint: Constraint,
  path: string,
  value: object,
  found: Violation[],
  fail: (message: string) => void,
): void {
  const items = Array.isArray(value) ? value : constraint.members ? undefined : Object.values(value);
  if (items) {
    const { min, max } = constraint;
    if (min !== undefined && items.length < min)
      fail(`Member must have length greater than or equal to ${min}`);
    if (max !== undefined && items.length > max) fail(`Member must have length less than or equal to ${max}`);
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (constraint.each) check(constraint.each, `${path}.${index + 1}.member`, item, found);
    });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (constraint.members) {
      const member = constraint.members[key];
      if (member && item !== undefined && item !== null) check(member, `${path}.${key}`, item, found);
      continue;
    }
    if (constraint.keys) check(constraint.keys, `${path}.key`, key, found);
    if (constraint.each) check(constraint.each, `${path}.${key}`, item, found);
  }
}

/** Patterns are anchored here. Messages show them as the API reference does. */
function source(pattern: RegExp): string {
  return pattern.source.replace(/^\^(?:\(\?:)?/, '').replace(/\)?\$$/, '');
}

/** `2 validation errors detected: Value '…' at 'roleArn' failed to satisfy constraint: …; …`. */
export function violationText(found: readonly Violation[], name: (path: string) => string): string {
  const details = found.map(({ path, value, message, missing: absent }) =>
    absent
      ? `Value null at '${name(path)}' failed to satisfy constraint: ${message}`
      : `Value '${value}' at '${name(path)}' failed to satisfy constraint: ${message}`,
  );
  return `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${details.join('; ')}`;
}

export function lowerFirst(path: string): string {
  return path.charAt(0).toLowerCase() + path.slice(1);
}
