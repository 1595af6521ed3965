import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error';

/** The SDK's decoder trusts its server. The sandbox must not trust its client, so it checks the types first. */
export function checkTypes(shape: NormalizedSchema, value: unknown): void {
  if (value === null || value === undefined) return;
  const found = Array.isArray(value) ? 'list' : typeof value;
  if (shape.isStructSchema()) {
    if (found !== 'object') throw unexpected(found, 'a structure');
    for (const [name, member] of shape.structIterator()) {
      const key = (member.getMergedTraits().jsonName as string | undefined) ?? name;
      checkTypes(member, own(value as object, key));
    }
  } else if (shape.isMapSchema()) {
    if (found !== 'object') throw unexpected(found, 'a map');
    for (const item of Object.values(value as object)) checkItem(shape.getValueSchema(), item);
  } else if (shape.isListSchema()) {
    if (found !== 'list') throw unexpected(found, 'a list');
    for (const item of value as unknown[]) checkItem(shape.getValueSchema(), item);
  } else if (shape.isBooleanSchema()) {
    if (found !== 'boolean') throw unexpected(found, 'a Boolean');
  } else if (shape.isNumericSchema() || shape.isTimestampSchema()) {
    if (found !== 'number') throw unexpected(found, 'a number');
  } else if (found !== 'string') {
    throw unexpected(found, 'a String');
  }
}

/** A null member counts as absent. An item of a list or map must not be null. */
function checkItem(shape: NormalizedSchema, item: unknown): void {
  if (item === null)
    throw new AwsError('SerializationException', 'NULL_VALUE is not allowed in a list or map');
  checkTypes(shape, item);
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

const COMPOUND = 'Start of structure or map found where not expected.';
const TOKENS: Record<string, string> = {
  string: 'STRING_VALUE',
  number: 'NUMBER_VALUE',
  boolean: 'TRUE_VALUE',
  list: 'START_ARRAY',
};

function unexpected(found: string, wanted: string): AwsError {
  const message = found === 'object' ? COMPOUND : `${TOKENS[found]} can not be converted to ${wanted}`;
  return new AwsError('SerializationException', message);
}
