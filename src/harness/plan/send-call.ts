import type { OriginationIdentity, SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { CallOf } from '../aws/types';
import { PROBES, type ProbeName } from '../probes';
import { probeId } from '../probes/id';
import type { Expected } from '../probes/types';
import type { PlanContext, Probe } from './types';

/** Sends with this number or pool, and with the first configuration set of its Region. */
export function sendCall(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  identity: OriginationIdentity,
): CallOf<'send'> {
  return {
    kind: 'send',
    region: identity.region,
    origination: identity.arn,
    messageType: identity.messageType,
    configurationSet: firstSetOf(granted, identity.region)?.arn,
    destination: context.destination,
    ...commonParts(context, secondary, identity.number),
    dryRun: context.mode === 'dry-run',
  };
}

/** What every send has, whatever it sends with. */
export function commonParts(
  context: PlanContext,
  secondary: Secondary,
  number: string,
): Pick<CallOf<'send'>, 'body' | 'maxPrice' | 'context'> {
  return {
    body: bodyOf(context, secondary, number),
    maxPrice: context.manifest.verify.maxPrice,
    context: { tendlcRun: context.runId, tendlcAccount: secondary.key },
  };
}

export function firstSetOf(granted: SecondaryDelegation, region: string): OriginationIdentity | undefined {
  return granted.originationIdentities.find(
    (one) => one.kind === 'configuration-set' && one.region === region,
  );
}

/** The manifest's body; every message carries the run ID, also if the template has no `{run}`. */
export function bodyOf({ manifest, runId }: PlanContext, secondary: Secondary, number: string): string {
  const { body } = manifest.verify;
  return (body.includes('{run}') ? body : `${body} {run}`)
    .replaceAll('{account}', secondary.key)
    .replaceAll('{accountId}', secondary.accountId)
    .replaceAll('{number}', number)
    .replaceAll('{run}', runId);
}

/** A probe of the session of the sender role. */
export function sessionProbe(
  secondary: Secondary,
  granted: SecondaryDelegation,
  probe: ProbeName,
  number: string,
  call: Probe['call'],
): Probe {
  const { api, proves, expected } = PROBES[probe];
  return {
    id: probeId({ account: secondary.key, probe, of: number }),
    account: secondary.key,
    accountId: secondary.accountId,
    number,
    api,
    probe,
    as: granted.senderRoleArn,
    proves,
    expected: expected as Expected,
    call,
    requiresAnyOf: [],
  };
}
