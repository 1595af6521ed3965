import { invisibleIn } from '../source/characters';
import type { ManifestPath } from '../types';
import type { Issue } from './issues';
import type { ManifestString } from './strings';

/** Issues that the schema cannot find, or finds as something else: they replace what it says of the same place. */
export function withMisread(issues: Issue[], strings: readonly ManifestString[], raw: unknown): Issue[] {
  const judged = new Set(issues.map(({ path }) => id(path)));
  const misread = [...invisibleStrings(strings, judged), ...barePlaceholders(raw)];
  if (misread.length === 0) return issues;
  const places = new Set(misread.map(({ path }) => id(path)));
  const covered = ({ path }: Issue) => path.some((_, index) => places.has(id(path.slice(0, index + 1))));
  return [...issues.filter((issue) => !covered(issue)), ...misread];
}

const id = (path: ManifestPath) => path.map(String).join('\n');

/** A form that the schema refuses for a line break at its end has a message of its own there. */
function invisibleStrings(strings: readonly ManifestString[], judged: ReadonlySet<string>): Issue[] {
  return strings.flatMap(({ path, part, text }): Issue[] => {
    const character = invisibleIn(text);
    if (character === undefined) return [];
    if (part === 'value' && judged.has(id(path)) && invisibleIn(text.trimEnd()) === undefined) return [];
    return [
      {
        kind: part === 'key' ? 'invisible-key' : 'invisible',
        path,
        expects: '',
        value: text,
        candidates: [],
      },
    ];
  });
}

/** `{account}` without quotes is a map in YAML, with the key `account` and no value. */
function barePlaceholders(raw: unknown): Issue[] {
  const found: Issue[] = [];
  const visit = (value: unknown, path: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    const keys = Object.keys(value);
    const [key] = keys;
    if (keys.length === 1 && isPlaceholder(key!) && (value as Record<string, unknown>)[key!] === null)
      found.push({ kind: 'placeholder-map', path, expects: 'a text', value: `{${key}}`, candidates: [] });
    else
      for (const [step, item] of Object.entries(value))
        visit(item, [...path, Array.isArray(value) ? Number(step) : step]);
  };
  visit(raw, []);
  return found;
}

const isPlaceholder = (key: string) => ['account', 'accountId', 'stack'].includes(key);
