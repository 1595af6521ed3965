import { closest, distance } from 'fastest-levenshtein';
import type { ManifestPath } from './types';

/** `secondaries.development.numbers[0]` */
export function pathText(path: ManifestPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** What was probably meant; undefined where nothing is near enough to be worth saying. */
export function suggestion(wrong: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const folded = candidates.find((candidate) => fold(candidate) === fold(wrong));
  if (folded) return folded;
  const best = closest(wrong, candidates);
  return distance(wrong.toLowerCase(), best.toLowerCase()) <= Math.max(1, Math.floor(wrong.length / 3))
    ? best
    : undefined;
}

const fold = (text: string) => text.toLowerCase().replace(/[-_\s]/g, '');

/** `"a", "b" or "c"` */
export function choice(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** A value in a message: short, on one line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
