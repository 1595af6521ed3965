import type { ProbeName } from '.';

/**
 * `ACCOUNT/PROBE` or `ACCOUNT/PROBE/OF`: the same from run to run. `of` tells probes of one name apart: a number, or
 * who is asked about.
 */
export function probeId({
  account,
  probe,
  of = '',
}: {
  account: string;
  probe: ProbeName;
  of?: string;
}): string {
  return [account, probe, ...(of ? [of] : [])].join('/');
}
