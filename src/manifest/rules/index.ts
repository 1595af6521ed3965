import { accountRules } from './accounts';
import { grantRules } from './grants';
import { historyRules } from './history';
import { numberRules, shortCodeRule } from './numbers';
import { placeholderRule } from './placeholders';
import { principalRules, principalTraps } from './principals';
import { roleRules } from './roles';
import type { Rule } from './rule';
import { sourceRules } from './source';
import { stackRules, stackTraps } from './stacks';
import { stringRules } from './strings';
import { structureRules } from './structure';
import { syntaxRules } from './syntax';
import { terraformRules } from './terraform';
import { testAsRules } from './test-as';
import { trapRules } from './traps';
import { verifyRules } from './verify';
import { yamlRules } from './yaml';

export type { Finding, Rule, Stages } from './rule';

/** Every rule; of the structure rules the first that matches speaks, so the traps stand before the general ones. */
export const rules: readonly Rule[] = [
  ...sourceRules,
  ...syntaxRules,
  ...yamlRules,
  shortCodeRule,
  ...trapRules,
  ...principalTraps,
  placeholderRule,
  ...stackTraps,
  ...structureRules,
  ...stringRules,
  ...numberRules,
  ...accountRules,
  ...roleRules,
  ...grantRules,
  ...principalRules,
  ...testAsRules,
  ...verifyRules,
  ...terraformRules,
  ...stackRules,
  ...historyRules,
];
