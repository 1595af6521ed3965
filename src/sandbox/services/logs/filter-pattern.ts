import { notImplemented } from '../../aws-error';

/**
 * The part of CloudWatch Logs' filter patterns that finds a message's events: nothing (all), terms that must all be
 * there, and `{ $.member = "value" }` joined by `&&` (CloudWatch Logs user guide, FilterAndPatternSyntax).
 */
export function compileFilter(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{') && text.endsWith('}')) return compileJson(text.slice(1, -1));
  const terms = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([\w.+-]+)|(\S)/g)].map(([, quoted, word]) => {
    const term = quoted?.replace(/\\(.)/g, '$1') ?? word;
    if (term === undefined) throw notImplemented(`the filter pattern ${pattern}`);
    return term;
  });
  return (message) => terms.every((term) => message.includes(term));
}

const TEST = /^\s*\$\.([A-Za-z_][\w.]*)\s*(=|!=)\s*(?:"((?:[^"\\]|\\.)*)"|(true|false|-?\d+(?:\.\d+)?))\s*$/;

function compileJson(inner: string): (message: string) => boolean {
  const tests = inner.split('&&').map((part) => {
    const [, path, operator, quoted, bare] = TEST.exec(part) ?? [];
    if (!path) throw notImplemented(`the filter pattern {${inner}}`);
    const wanted = quoted?.replace(/\\(.)/g, '$1') ?? bare!;
    return { path: path.split('.'), equal: operator === '=', wanted };
  });
  return (message) => {
    let value: unknown;
    try {
      value = JSON.parse(message);
    } catch {
      return false;
    }
    return tests.every(({ path, equal, wanted }) => (textAt(value, path) === wanted) === equal);
  };
}

function textAt(value: unknown, path: string[]): string | undefined {
  const found = path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
    value,
  );
  return found === undefined || found === null ? undefined : String(found);
}
