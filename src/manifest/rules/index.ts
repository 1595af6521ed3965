import { accountRules } from './accounts';
import type { Rule } from './rule';
import { sourceRules } from './source';
import { stringRules } from './strings';
import { structureRules } from './structure';
import { trapRules } from './traps';
import { yamlRules } from './yaml';

export type { Finding, Rule, Stages } from './rule';

/** Every rule; of the structure rules the first that matches speaks, so the traps stand before the general ones. */
export const rules: readonly Rule[] = [
  ...sourceRules,
  ...yamlRules,
  ...trapRules,
  ...structureRules,
  ...stringRules,
  ...accountRules,
];
