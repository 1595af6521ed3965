export { withoutProbes } from './plan/choose';
export { planProbes } from './plan/plan';
export type { AccountPlan, Caller, Plan, PlanOptions, Probe } from './plan/types';
export { hasPassed, summaryLine } from './report/summary';
export { effectiveRate } from './run/pace';
export { runProbes } from './run/runner';
export type { Progress, RunOptions } from './run/types';
export type * from './types';
export { whoAmI } from './who-am-i';
