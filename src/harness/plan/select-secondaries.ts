import { createHash } from 'node:crypto';
import type { Secondary } from '../../manifest/types';
import type { NotCovered } from '../types';
import type { PlanOptions } from './types';

/** Applies `--only` and `--sample`. The same run ID draws the same sample. */
export function selectSecondaries(
  secondaries: readonly Secondary[],
  { only, sample, runId }: PlanOptions,
): { selected: Secondary[]; notCovered: NotCovered[] } {
  const named = secondaries.filter(({ key }) => !only || only.includes(key));
  const selected = sample === undefined ? named : draw(named, sample, runId);
  const notCovered = secondaries
    .filter((one) => !selected.includes(one))
    .map(({ key }): NotCovered => {
      const why = only && !only.includes(key) ? 'not named in --only' : 'not drawn by --sample';
      return { account: key, probe: 'all', why };
    });
  return { selected, notCovered };
}

function draw(secondaries: readonly Secondary[], count: number, seed: string): Secondary[] {
  const ticket = ({ key }: Secondary) => createHash('sha256').update(`${seed}/${key}`).digest('hex');
  const drawn = new Set([...secondaries].sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1)).slice(0, count));
  return secondaries.filter((one) => drawn.has(one));
}
