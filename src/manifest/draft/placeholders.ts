export interface Replacements {
  account: string;
  accountId?: string;
}

const known = /\{(account|accountId)\}/g;

/** Replaces `{account}` and `{accountId}` in every string; a value without any is returned as it is. */
export function expand<T>(value: T, replacements: Replacements): T;
export function expand(value: unknown, replacements: Replacements): unknown {
  if (typeof value === 'string') return value.includes('{') ? expandText(value, replacements) : value;
  if (Array.isArray(value)) return mapChanged(value, (item) => expand(item, replacements));
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const expanded = expand(item, replacements);
    if (expanded !== item) {
      copy ??= { ...value };
      copy[key] = expanded;
    }
  }
  return copy ?? value;
}

export function expandText(text: string, replacements: Replacements): string {
  return text.replace(known, (placeholder, name: keyof Replacements) => replacements[name] ?? placeholder);
}

function mapChanged(list: unknown[], change: (item: unknown) => unknown): unknown[] {
  const mapped = list.map(change);
  return mapped.some((item, index) => item !== list[index]) ? mapped : list;
}
