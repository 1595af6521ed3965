import { type GuardResult, guardPlans } from '../../src/access/guard';
import type { FindingCode } from '../../src/access/guard/findings';
import type { JsonObject } from '../../src/access/terraform/json';
import { planFrom } from '../../src/access/terraform/plan';
import type { StackFile } from '../../src/access/terraform/stack-files';
import type { Manifest } from '../../src/manifest/types';
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
