import { accountRules } from './accounts';
import { baseComparisonRules } from './base-comparison';
import { grantRules } from './grants';
import { numberRules, shortCodeRule } from './numbers';
import { placeholderRule } from './placeholders';
import { principalFormRules, principalRules } from './principals';
import { reservedRoleRules } from './reserved-roles';
import { roleRules } from './roles';
import type { Rule } from './rule';
import { sourceRules } from './source';
import { stackNameRules, stackRules } from './stacks';
import { stringRules } from './strings';
import { structureRules } from './structure';
import { syntaxRules } from './syntax';
import { terraformRules } from './terraform';
import { testAsRules } from './test-as';
import { verifyRules } from './verify';
import { yamlRules } from './yaml';
import { yamlTypeRules } from './yaml-type-mistakes';

export type { Rule, Stages } from './rule';

/** Every rule; of the structure rules the first that matches speaks, so the traps stand before the general ones. */
export const rules: readonly Rule[] = [
  ...sourceRules,
  ...syntaxRules,
  ...yamlRules,
  shortCodeRule,
  ...yamlTypeRules,
  ...principalFormRules,
  placeholderRule,
  ...stackNameRules,
  ...structureRules,
  ...stringRules,
  ...numberRules,
  ...accountRules,
  ...roleRules,
  ...grantRules,
  ...principalRules,
  ...reservedRoleRules,
  ...testAsRules,
  ...verifyRules,
  ...terraformRules,
  ...stackRules,
  ...baseComparisonRules,
];
