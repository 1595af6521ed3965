import type { MainAccount, Secondary } from '../manifest/types';
import type { OriginationIdentity, SecondaryDelegation } from './types';

/** What a secondary may send from: numbers, pools, configuration sets, each in the order of the manifest. */
export function originationIdentities(main: MainAccount, secondary: Secondary): OriginationIdentity[] {
  const numbers = pick(main.numbers, secondary.numbers).map(
    ({ name, arn, region, phoneNumber, messageType }): OriginationIdentity => ({
      kind: 'number',
      number: name,
      arn,
      region,
      phoneNumber,
      messageType,
    }),
  );
  const pools = pick(main.pools, secondary.pools).map(
    ({ name, arn, region }): OriginationIdentity => ({ kind: 'pool', number: `pool/${name}`, arn, region }),
  );
  const configurationSets = pick(main.configurationSets, secondary.configurationSets).map(
    ({ name, arn, region }): OriginationIdentity => ({
      kind: 'configuration-set',
      number: `configuration-set/${name}`,
      arn,
      region,
    }),
  );
  return [...numbers, ...pools, ...configurationSets];
}

export function pinpointApplication(
  main: MainAccount,
  secondary: Secondary,
): SecondaryDelegation['pinpoint'] {
  if (!secondary.apis.includes('pinpoint') || !main.pinpointApplicationId) return undefined;
  return { applicationId: main.pinpointApplicationId, region: main.region };
}

/** `parseManifest` has already rejected unknown names. */
function pick<T extends { name: string }>(all: readonly T[], names: readonly string[]): T[] {
  return [...new Set(names)].map((name) => {
    const found = all.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`${name} is used by a secondary but not defined in main`);
    return found;
  });
}
