import { type CallerIdentity, effectiveRate, numberRates, type ProbePlan } from '../../harness';
import { inSandbox } from '../../in-sandbox';
import type { Manifest } from '../../manifest/types';
import type { VerifyOptions } from '../commands/verify';

/**
 * Messages a second: the manifest's rate, and no more than AWS allows one recipient and the numbers. Undefined in a
 * sandbox without rates.
 */
export async function rateOf(
  manifest: Manifest,
  plan: ProbePlan,
  caller: CallerIdentity | undefined,
  { sandbox, mainProfile }: VerifyOptions,
): Promise<number | undefined> {
  if (sandbox || isUnlimited(process.env)) return undefined;
  const { numbers, region, accountId } = manifest.main;
  if (!mainProfile && caller?.accountId !== accountId) return effectiveRate(plan.sendRate);
  const used = new Set(plan.accounts.flatMap(({ probes }) => probes.map(({ number }) => number)));
  const rates = await numberRates(
    numbers.filter(({ name }) => used.has(name)),
    region,
    mainProfile,
  );
  return effectiveRate(plan.sendRate, rates);
}

/** `tendlc sandbox` says which rates it has; without `--rates` it throttles nothing, so that nothing is paced. */
function isUnlimited({ TENDLC_SANDBOX_RATES }: NodeJS.ProcessEnv): boolean {
  return inSandbox() && TENDLC_SANDBOX_RATES === 'off';
}
