import { isObject, type JsonObject, listOf, sameJson } from '../terraform/json';

/**
 * Is a configuration's expression the value that was written? In a plan an argument is `{constant_value}` and a block
 * is an object of expressions, or a list of them ("Expression Representation", "Block Expressions Representation").
 * For JSON configurations the constant is the text as written, templates included, so that both sides can be compared
 * as they stand; `references` beside it changes nothing of that.
 */
function isWritten(expression: unknown, value: unknown): boolean {
  if (Array.isArray(expression)) {
    const values = listOf(value);
    return (
      expression.length === values.length && expression.every((item, index) => isWritten(item, values[index]))
    );
  }
  if (!isObject(expression)) return false;
  if ('constant_value' in expression) return sameJson(expression.constant_value, value);
  return isObject(value) && differences(expression, value).length === 0;
}

/** Arguments that are missing, different, or there without being written. */
export function differences(expressions: JsonObject, written: JsonObject): string[] {
  const keys = new Set([...Object.keys(expressions), ...Object.keys(written)]);
  return [...keys].filter((key) => !isWritten(expressions[key], written[key]));
}
