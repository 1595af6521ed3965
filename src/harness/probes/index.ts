import { assumeProbes } from './assume';
import { deliveryProbes } from './delivery';
import { GAPS } from './gaps';
import { listedPrincipalProbes } from './listed-principals';
import { outsiderProbes } from './outsiders';
import { sendProbes } from './send';
import { sendDenialProbes } from './send-denials';
import { statusProbes } from './status';
import type { GapDefinition, ProbeDefinition } from './types';

/** Every probe there is, in the order of the documentation. Its name is spelled here once; the compiler checks uses. */
export const PROBES = {
  ...assumeProbes,
  ...listedPrincipalProbes,
  ...outsiderProbes,
  ...statusProbes,
  ...sendProbes,
  ...sendDenialProbes,
  ...deliveryProbes,
} satisfies Record<string, ProbeDefinition>;

export type ProbeName = keyof typeof PROBES;
/** What `notCovered` names. */
export type GapName = ProbeName | keyof typeof GAPS;

export const probeNames = Object.keys(PROBES) as ProbeName[];
export const gapNames = [...probeNames, ...Object.keys(GAPS)] as GapName[];

export function definitionOf(probe: ProbeName): ProbeDefinition;
/** Undefined if the value is not a probe. */
export function definitionOf(name: GapName): ProbeDefinition | undefined;
export function definitionOf(name: GapName): ProbeDefinition | undefined {
  return (PROBES as Partial<Record<GapName, ProbeDefinition>>)[name];
}

export { GAPS } from './gaps';

/** Does `--require` of an account, or of `all`, include this? No run on AWS can close some gaps. */
export function isRequiredByAll(gap: GapName): boolean {
  if (gap in GAPS) return (GAPS as Record<string, GapDefinition>)[gap]!.requiredByAll;
  return gap !== 'assume-as-principal';
}
