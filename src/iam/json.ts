/** The most that IAM's API takes: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const MAX_LENGTH = 131_072;

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A policy document as an object, or the reason why it is not one. Never throws. */
export function readDocument(document: unknown): { value: JsonObject } | { problem: string } {
  if (typeof document !== 'string') {
    return isObject(document) ? { value: document } : { problem: 'the policy is not an object' };
  }
  if (document.length > MAX_LENGTH) {
    return { problem: `the policy has ${document.length} characters, more than AWS accepts (${MAX_LENGTH})` };
  }
  let value: unknown;
  try {
    value = JSON.parse(document);
  } catch (error) {
    return { problem: `the policy is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isObject(value)) return { problem: 'the policy is not an object' };
  const key = duplicateKey(document);
  return key === undefined ? { value } : { problem: `one object contains the key ${key} twice` };
}

/**
 * The first key that one object of a valid JSON text contains twice. JSON.parse keeps the last of the two; AWS might keep
 * another. Keeps a list of open objects instead of recursing, so that a deep text does not overflow the stack.
 */
export function duplicateKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: token, 1: key } of json.matchAll(/"((?:[^"\\]+|\\.)*)"(?:\s*(:))?|[{}[\]]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const name = JSON.parse(`"${key}"`) as string;
      const keys = open.at(-1);
      if (keys?.has(name)) return name;
      keys?.add(name);
    }
  }
  return undefined;
}

/** The list itself, or a list of the one value. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
