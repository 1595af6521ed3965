import { createHash } from 'node:crypto';
import type { Secondary } from '../../manifest/types';
import type { Plan, PlanContext, PlanOptions, Probe } from './types';

/** `--only` and `--sample`; whoever is left out is listed as not covered. The same run ID draws the same sample. */
export function choose(
  secondaries: readonly Secondary[],
  { only, sample, runId }: PlanOptions,
  context: PlanContext,
): Secondary[] {
  const wanted = secondaries.filter(({ key }) => !only || only.includes(key));
  const drawn = sample === undefined ? wanted : draw(wanted, sample, runId);
  for (const { key } of secondaries) {
    if (drawn.some((one) => one.key === key)) continue;
    const why = only && !only.includes(key) ? 'not named in --only' : 'not drawn by --sample';
    context.notCovered.push({ account: key, probe: 'all', why });
  }
  return drawn;
}

function draw(secondaries: readonly Secondary[], count: number, seed: string): Secondary[] {
  const ticket = ({ key }: Secondary) => createHash('sha256').update(`${seed}/${key}`).digest('hex');
  const chosen = new Set([...secondaries].sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1)).slice(0, count));
  return secondaries.filter((one) => chosen.has(one));
}

/** The plan without some probes, and without those that would prove nothing once these are gone. */
export function withoutProbes(plan: Plan, drop: (probe: Probe) => boolean): Plan {
  return {
    ...plan,
    accounts: plan.accounts.map((account) => ({
      ...account,
      probes: standing(account.probes.filter((probe) => !drop(probe))),
    })),
  };
}

/** Again and again: a probe that falls may take others with it. */
function standing(probes: Probe[]): Probe[] {
  const ids = new Set(probes.map(({ id }) => id));
  const kept = probes.filter(({ needs }) => needs.length === 0 || needs.some((id) => ids.has(id)));
  return kept.length === probes.length ? kept : standing(kept);
}
