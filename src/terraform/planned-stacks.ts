import { basename } from 'node:path';
import { UserError } from '../errors';
import { listOf } from './json';
import type { Plan } from './plan';
import { resourcesOfPlan } from './plan-resources';
import type { Problem } from './problem';
import type { Resource } from './resources';

export interface PlannedStack {
  /** Where the command line does not name it, the stack with the most of the plan's addresses. */
  stack?: string;
  plan: Plan;
}

/** Resources before and after the plans; a stack without a plan stays as the manifest gives it. */
export function plannedResources(
  plans: readonly PlannedStack[],
  synthesized: readonly Resource[],
): {
  before: Resource[];
  after: Resource[];
  given: Set<string>;
  missing: string[];
  partial: Problem<'incomplete-plan'>[];
} {
  const given = new Map<string, Plan>();
  for (const { plan, stack = stackOf(plan, synthesized) } of plans) {
    const other = given.get(stack);
    if (other)
      throw new UserError(
        `${other.file} and ${plan.file} are both plans of stack ${stack}: give one of them`,
      );
    given.set(stack, plan);
  }
  const rest = synthesized.filter(({ stack }) => !given.has(stack));
  const planned = [...given].map(([stack, plan]) => resourcesOfPlan(stack, plan));
  return {
    before: [...rest, ...planned.flatMap(({ before }) => before)],
    after: [...rest, ...planned.flatMap(({ after }) => after)],
    given: new Set(given.keys()),
    missing: [...new Set(rest.map(({ stack }) => stack))],
    partial: [...given]
      .filter(([, plan]) => isPartial(plan))
      .map(([stack, { file }]) => ({ code: 'incomplete-plan', stack, address: file, detail: PARTIAL })),
  };
}

const PARTIAL = 'the plan is not complete, or ended with an error: what it leaves out is not known';

function isPartial({ raw }: Plan): boolean {
  return (
    (raw.errored ?? false) !== false ||
    (raw.complete ?? true) !== true ||
    listOf(raw.deferred_changes).length > 0
  );
}

function stackOf(plan: Plan, synthesized: readonly Resource[]): string {
  const planned = new Set(plan.changes.map(({ address }) => address));
  const counts = new Map<string, number>();
  for (const { stack, address } of synthesized) {
    if (planned.has(address)) counts.set(stack, (counts.get(stack) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? basename(plan.file, '.json');
}
