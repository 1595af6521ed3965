import type { Probe, ProbePlan } from './types';

/** The plan without some probes, and without those that would prove nothing once these are gone. */
export function withoutProbes(plan: ProbePlan, drop: (probe: Probe) => boolean): ProbePlan {
  return {
    ...plan,
    accounts: plan.accounts.map((account) => ({
      ...account,
      probes: provable(account.probes.filter((probe) => !drop(probe))),
    })),
  };
}

/** Repeated, since a probe that is dropped may take others with it. */
function provable(probes: readonly Probe[]): Probe[] {
  const ids = new Set(probes.map(({ id }) => id));
  const kept = probes.filter(
    ({ requiresAnyOf }) => requiresAnyOf.length === 0 || requiresAnyOf.some((id) => ids.has(id)),
  );
  return kept.length === probes.length ? kept : provable(kept);
}
