import { pathText, suggestion } from '../labels';
import type { ManifestPath } from '../types';
import type { StructureRule } from './rule';

const known = ['account', 'accountId'];

function namesIn(value: unknown): string[] {
  return [...String(value).matchAll(/(?<![$%])\{([^{}]*)\}/g)].map(([, name]) => name!);
}

function isReplaced(path: ManifestPath): boolean {
  return path[0] === 'secondaries' || path[0] === 'defaults' || path.join('.') === 'main.role.name';
}

/** Rejects braces that are not a placeholder. Without this rule TD106 would report only a wrong form. */
export const placeholderRule: StructureRule = {
  code: 'TD117',
  stage: 'structure',
  severity: 'error',
  title: 'unknown placeholder',
  meaning:
    '{account} and {accountId} are replaced in secondaries and defaults, and in main.role.name; nothing else is.',
  matches: ({ kind, path, value }) =>
    kind === 'pattern' && namesIn(value).some((name) => !known.includes(name) || !isReplaced(path)),
  explain: ({ path, value }) => {
    const wrong = namesIn(value).find((name) => !known.includes(name));
    const meant = wrong === undefined ? undefined : suggestion(wrong, known);
    return {
      at: path,
      message:
        wrong === undefined
          ? `${pathText(path)} cannot hold a placeholder.`
          : `{${wrong}} in ${pathText(path)} is not a placeholder.${meant ? ` Did you mean {${meant}}?` : ''}`,
      fix: 'Use {account} (the key of the secondary) or {accountId}, in secondaries and defaults; else write the value.',
    };
  },
};
