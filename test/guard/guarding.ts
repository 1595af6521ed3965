import type { FindingCode } from '../../src/guard/findings';
import { type GuardResult, guardPlans } from '../../src/guard/index';
import type { Manifest } from '../../src/manifest/types';
import type { JsonObject } from '../../src/terraform/json';
import { planFrom } from '../../src/terraform/plan';
import type { StackFile } from '../../src/terraform/stack-files';
import { planFixture } from './plan-fixture';

/** Guards plans given as what their files hold. */
export function guard(
  manifest: Manifest,
  stacks: readonly StackFile[],
  plans: Record<string, unknown>,
  all = false,
): GuardResult {
  const inputs = Object.entries(plans).map(([stack, plan]) => ({
    stack,
    plan: planFrom(`${stack}.json`, plan),
  }));
  return guardPlans(manifest, stacks, inputs, { all });
}

/** The plan of one stack of an output. */
export function planOfStack(
  stacks: readonly StackFile[],
  stack: string,
  action?: 'create' | 'no-op',
): JsonObject {
  return planFixture(stacks.find((file) => file.stack === stack)!, action);
}

/** What is found by comparing, not by asking what the policies mean. */
export function structural({ findings }: GuardResult): FindingCode[] {
  return findings
    .map(({ code }) => code)
    .filter((code) => code !== 'access-differs' && code !== 'not-evaluated');
}
