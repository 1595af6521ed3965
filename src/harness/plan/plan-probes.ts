import { createHash } from 'node:crypto';
import type { Delegation } from '../../delegation/types';
import type { Manifest } from '../../manifest/types';
import { SIMULATOR_SUCCESS } from '../../simulator-numbers';
import { planAccount } from './plan-account';
import { selectSecondaries } from './select-secondaries';
import type { PlanContext, PlanOptions, ProbePlan } from './types';

/**
 * Every call that a run will make, and what it will not cover and why. Pure: the same manifest, delegation and
 * options give the same plan.
 */
export function planProbes(manifest: Manifest, delegation: Delegation, options: PlanOptions): ProbePlan {
  const { mode = 'simulator', runId, caller, rehearsal } = options;
  const { selected, notCovered } = selectSecondaries(manifest.secondaries, options);
  const destination =
    options.destination ?? (mode === 'simulator' ? SIMULATOR_SUCCESS : manifest.verify.destination);
  const context: PlanContext = { manifest, delegation, mode, runId, destination, caller, rehearsal };
  const grants = new Map(delegation.secondaries.map((one) => [one.key, one]));
  const accounts = selected.map((secondary) =>
    planAccount(context, secondary, grants.get(secondary.key)!, options.negatives ?? true),
  );
  const firstThatSends = accounts.findIndex(({ plan }) => plan.reference);
  return {
    runId,
    mode,
    destination,
    manifestDigest: digest(manifest, delegation, rehearsal !== undefined),
    mainAccountId: manifest.main.accountId,
    region: manifest.main.region,
    partition: manifest.main.partition,
    sendRate: manifest.verify.sendRate,
    maxPrice: manifest.verify.maxPrice,
    accounts: accounts
      .map(({ plan, sendForms }, at) =>
        at === firstThatSends ? { ...plan, observations: [...sendForms, ...plan.observations] } : plan,
      )
      .filter(({ probes }) => probes.length > 0),
    notCovered: [...notCovered, ...accounts.flatMap((one) => one.notCovered)],
  };
}

/** What a report must agree with before a run resumes from it. A rehearsal says nothing of AWS. */
function digest(manifest: Manifest, delegation: Delegation, rehearsal: boolean): string {
  const { main, secondaries, verify } = manifest;
  return createHash('sha256')
    .update(JSON.stringify([main, secondaries, verify, delegation, rehearsal]))
    .digest('hex');
}
