import type { Draft, DraftSecondary } from '../draft';
import { suggestion } from '../labels';
import { keysAt } from '../schema/keys';
import { repeated } from './repeated';
import type { Finding, StageRule } from './rule';

const identityKinds = [
  ['numbers', 'number'],
  ['pools', 'pool'],
  ['configurationSets', 'configuration set'],
] as const;

function* eachIdentity({ raw, secondaries }: Draft) {
  for (const secondary of secondaries)
    for (const [key, what] of identityKinds)
      for (const [index, name] of (secondary.value[key] ?? []).entries())
        if (name !== undefined)
          yield {
            secondary,
            what,
            name,
            defined: Object.keys(raw.main?.[key] ?? {}),
            path: [...secondary.path, key, index],
            key,
          };
}

const isAbsent = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

const accountIdOf = ({ value }: DraftSecondary) => value.accountId;

/** Rules on which accounts the manifest lists and what they may use. */
export const accountRules: StageRule<'meaning'>[] = [
  {
    code: 'TD301',
    stage: 'meaning',
    severity: 'error',
    title: 'account listed twice',
    meaning:
      'Two secondaries have the same account ID. The account would get two roles, and a revocation would miss one.',
    check: ({ secondaries }) =>
      repeated(
        secondaries,
        accountIdOf,
        ({ path }) => [...path, 'accountId'],
        ({ key, value }, first) => ({
          message: `Account ${value.accountId} of secondary "${key}" is already secondary "${first.key}".`,
          fix: 'Merge the two entries, or correct the account ID.',
        }),
      ),
  },
  {
    code: 'TD302',
    stage: 'meaning',
    severity: 'error',
    title: 'the main account as a secondary',
    meaning: 'The main account owns the numbers. It needs no role of tendlc to send.',
    *check({ raw, secondaries }) {
      for (const { key, path, value } of secondaries)
        if (value.accountId !== undefined && value.accountId === raw.main?.accountId)
          yield {
            at: [...path, 'accountId'],
            message: `Secondary "${key}" is the main account itself (${value.accountId}).`,
            fix: 'Remove the entry, or correct the account ID.',
            related: [{ at: ['main', 'accountId'], message: 'the main account' }],
          };
    },
  },
  {
    code: 'TD303',
    stage: 'meaning',
    severity: 'error',
    title: 'number, pool or configuration set that is not defined',
    meaning: 'A secondary names something that main does not define.',
    *check(draft) {
      for (const { what, name, defined, path, key } of eachIdentity(draft)) {
        if (defined.includes(name) || draft.rejected(['main', key, name])) continue;
        const meant = suggestion(name, defined);
        yield {
          at: path,
          message: `main.${key} has no ${what} "${name}".${meant ? ` Did you mean "${meant}"?` : ''}`,
          fix:
            defined.length > 0
              ? `Use ${defined.join(', ')}, or add it to main.${key}.`
              : `Add it to main.${key}.`,
        };
      }
    },
  },
  {
    code: 'TD304',
    stage: 'meaning',
    severity: 'error',
    title: 'secondary without a required key',
    meaning:
      'Neither the secondary nor defaults say which numbers or pools the secondary may use, or which principals may send.',
    *check({ secondaries, rejected }) {
      for (const { key, path, value } of secondaries) {
        // A removed secondary has no role. For a top-level map that is indented too far, TD102 reports the missing account ID.
        if (value.status === 'removed' || (keysAt([]).includes(key) && value.accountId === undefined))
          continue;
        const absent = (name: keyof typeof value) =>
          isAbsent(value[name]) && !rejected([...path, name]) && !rejected(['defaults', name]);
        const missing = (what: string, fix: string): Finding => ({
          id: what,
          at: path,
          part: 'key',
          message: `Secondary "${key}" does not say ${what}.`,
          fix,
        });
        if (absent('numbers') && absent('pools'))
          yield missing('which numbers it may use', 'Add numbers (or pools), here or in defaults.');
        if (absent('principals'))
          yield missing(
            'which principals may send',
            'Add principals: a list of role/NAME, user/NAME, sso/NAME, or the word account.',
          );
      }
    },
  },
];
