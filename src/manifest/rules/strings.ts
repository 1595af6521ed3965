import type { Draft } from '../draft';
import { stringsOf } from '../draft/strings';
import { pathText } from '../labels';
import type { ManifestPath } from '../types';
import type { StageRule } from './rule';

/** What is replaced at a place, for the fix of a text that hopes for something else. */
function replacedAt(path: ManifestPath): string {
  if (path[0] === 'terraform' && path[1] === 'backend')
    return ' {stack} is replaced in it, without a dollar sign.';
  if (path[0] === 'secondaries' || path[0] === 'defaults' || path.join('.') === 'main.role.name')
    return ' {account} and {accountId} are replaced in it, without a dollar sign.';
  return '';
}

/** Texts outside the secondaries in which a placeholder would stay as it is. */
function literalPlaces({ raw }: Draft): [ManifestPath, unknown][] {
  return [
    [['main', 'deploy'], raw.main?.deploy],
    [['verify', 'outsider'], raw.verify?.outsider],
  ];
}

/** Rules on what texts hold. */
export const stringRules: StageRule<'meaning'>[] = [
  {
    code: 'TD110',
    stage: 'meaning',
    severity: 'error',
    title: 'Terraform expression',
    meaning:
      'Terraform evaluates ${…} and %{…} in every string that it reads: its plan would differ from the manifest.',
    *check({ interpolations }) {
      for (const { path, part, token } of interpolations)
        yield {
          at: path,
          part,
          message: `${pathText(path)} holds "${token}", which Terraform would evaluate.`,
          fix: `Write the value itself.${replacedAt(path)}`,
        };
    },
  },
  {
    code: 'TD119',
    stage: 'meaning',
    severity: 'error',
    title: 'placeholder where none is replaced',
    meaning:
      '{account} and {accountId} are those of a secondary. In main.deploy and in verify.outsider there is none, so that they would stay as they are.',
    *check(draft) {
      for (const [place, value] of literalPlaces(draft))
        for (const { path, text } of stringsOf(value)) {
          const [placeholder] = /(?<![$%])\{account(?:Id)?\}/.exec(text) ?? [];
          if (placeholder)
            yield {
              at: [...place, ...path],
              message: `${placeholder} is not replaced in ${pathText([...place, ...path])}.`,
              fix: 'Write the value itself.',
            };
        }
    },
  },
];
