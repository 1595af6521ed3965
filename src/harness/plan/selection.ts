import type { GapName } from '../probes';
import type { NotCovered } from '../types';
import type { Probe } from './types';

/** Planned probes, and the gaps with their reasons. Every part of the planning returns one. */
export interface Selection {
  probes: readonly Probe[];
  notCovered: readonly NotCovered[];
}

export function planned(...probes: readonly Probe[]): Selection {
  return { probes, notCovered: [] };
}

export function notPlanned({ key }: { key: string }, probe: GapName, why: string): Selection {
  return { probes: [], notCovered: [{ account: key, probe, why }] };
}

export function combine(...parts: readonly Selection[]): Selection {
  return {
    probes: parts.flatMap(({ probes }) => probes),
    notCovered: parts.flatMap(({ notCovered }) => notCovered),
  };
}
