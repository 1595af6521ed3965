import { pathText } from '../labels';
import type { StageRule } from './rule';

/** Rules on what stands inside strings. */
export const stringRules: StageRule<'meaning'>[] = [
  {
    code: 'TD110',
    stage: 'meaning',
    severity: 'error',
    title: 'Terraform expression',
    meaning:
      'Terraform evaluates ${…} and %{…} in any string it reads: what the plan shows would not be what the manifest says.',
    *check({ interpolations }) {
      for (const { path, part, token } of interpolations)
        yield {
          at: path,
          part,
          message: `${pathText(path)} holds "${token}", which Terraform would evaluate.`,
          fix: 'Write the value itself. {account} and {accountId} are replaced here, without a dollar sign.',
        };
    },
  },
];
