import type { StructureRule } from './rule';
import { pathText, suggestion } from './words';

const known = ['account', 'accountId'];

/** Braces that are no placeholder; without this rule they would only be "of another form". */
export const placeholderRule: StructureRule = {
  code: 'TD117',
  stage: 'structure',
  severity: 'error',
  title: 'unknown placeholder',
  meaning:
    '{account} and {accountId} are replaced in secondaries and defaults, and in main.role.name; nothing else is.',
  matches: ({ kind, value }) => kind === 'pattern' && /(?<![$%])\{[^{}]*\}/.test(String(value)),
  explain: ({ path, value }) => {
    const names = [...String(value).matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!);
    const wrong = names.find((name) => !known.includes(name));
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
