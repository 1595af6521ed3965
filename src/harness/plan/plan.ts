import { createHash } from 'node:crypto';
import type { Delegation, SecondaryDelegation } from '../../delegation/types';
import type { Manifest, Secondary } from '../../manifest/types';
import { choose } from './choose';
import { asText, principalOf } from './identities';
import { listedPrincipals } from './listed';
import { referenceSend, sendObservations, sendProbes, simulatorSuccess, suspendedSend } from './sends';
import { senderStep, trustProbes } from './trust';
import type { AccountPlan, Identity, Plan, PlanContext, PlanOptions, Probe } from './types';

/**
 * Every call that a run will make, and what it will not see and why. Pure: the same manifest, delegation and
 * options give the same plan.
 */
export function planProbes(manifest: Manifest, delegation: Delegation, options: PlanOptions): Plan {
  const { mode = 'simulator', runId, caller } = options;
  const context: PlanContext = {
    manifest,
    delegation,
    mode,
    runId,
    destination:
      options.destination ?? (mode === 'simulator' ? simulatorSuccess : manifest.verify.destination),
    caller,
    rehearsal: options.rehearsal,
    notCovered: [],
  };
  const accounts = choose(manifest.secondaries, options, context).flatMap((secondary) => {
    const granted = delegation.secondaries.find(({ key }) => key === secondary.key);
    return granted ? [planAccount(context, secondary, granted, options.negatives ?? true)] : [];
  });
  observeOnce(context, accounts);
  return {
    runId,
    mode,
    destination: context.destination,
    manifestDigest: digest(manifest, delegation, options.rehearsal !== undefined),
    mainAccountId: manifest.main.accountId,
    region: manifest.main.region,
    partition: manifest.main.partition,
    sendRate: manifest.verify.sendRate,
    maxPrice: manifest.verify.maxPrice,
    accounts: accounts.filter(({ probes }) => probes.length > 0),
    notCovered: context.notCovered,
  };
}

function planAccount(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  negatives: boolean,
): AccountPlan {
  const principal = principalOf(context, secondary, granted);
  const sends = principal && secondary.status === 'active';
  if (!principal) {
    const why = nobody(context, secondary);
    const probe = secondary.status === 'active' ? 'assume, send' : `assume-${secondary.status}`;
    context.notCovered.push({ account: secondary.key, probe, why });
  }
  uncoveredChannels(context, secondary);
  const probes = [
    ...(principal ? [identityProbe(secondary, principal)] : []),
    ...trustProbes(context, secondary, granted, principal, negatives),
    ...(sends ? sendProbes(context, secondary, granted) : []),
    ...(principal && secondary.status === 'suspended' ? suspendedSend(context, secondary, granted) : []),
    ...listedPrincipals(context, secondary, granted),
  ];
  if (!negatives && secondary.status === 'active') {
    const denied = new Set(probes.flatMap(({ expected, probe }) => (expected === 'denied' ? [probe] : [])));
    const probe = [...denied].join(', ');
    if (probe) context.notCovered.push({ account: secondary.key, probe, why: '--no-negatives' });
  }
  return {
    account: secondary.key,
    accountId: secondary.accountId,
    title: secondary.title,
    status: secondary.status,
    session:
      principal && secondary.status !== 'removed' ? senderStep(secondary, granted, principal) : undefined,
    reference: sends ? referenceSend(context, secondary, granted) : undefined,
    probes: probes
      .filter(({ expected }) => negatives || expected === 'allowed' || secondary.status !== 'active')
      .sort(byKind),
    observations: [],
  };
}

/** By the first account that sends: what AWS makes of such a call does not depend on whose it is, and each counts. */
function observeOnce(context: PlanContext, accounts: AccountPlan[]): void {
  const { manifest, delegation } = context;
  const first = accounts.find(({ reference }) => reference);
  const secondary = manifest.secondaries.find(({ key }) => key === first?.account);
  const granted = delegation.secondaries.find(({ key }) => key === first?.account);
  if (first && secondary && granted) first.observations = sendObservations(context, secondary, granted);
}

/** Who, then what must work, then what must not: an account that is broken says so in its first lines. */
function byKind(a: Probe, b: Probe): number {
  return rank(a) - rank(b);
}

function rank({ proves, expected, api }: Probe): number {
  if (proves === 'identity') return 0;
  if (expected === 'allowed') return api === 'sts' ? 1 : 2;
  return api === 'sts' ? 4 : 3;
}

function identityProbe(secondary: Secondary, caller: Identity): Probe {
  return {
    id: `${secondary.key}/identity`,
    account: secondary.key,
    accountId: secondary.accountId,
    number: '',
    api: 'sts',
    probe: 'identity',
    as: asText(caller),
    proves: 'identity',
    expected: 'allowed',
    step: { kind: 'identity', caller },
    needs: [],
  };
}

function nobody({ caller }: PlanContext, { accountId, status }: Secondary): string {
  const own = caller
    ? `your own credentials are of ${caller.accountId}, not ${accountId}`
    : 'there are no own credentials';
  const verifier =
    status === 'removed' ? 'a removed secondary has no TenDlcVerifier' : 'verify.roles is none';
  return `nobody to act as: no testAs, ${verifier}, and ${own}`;
}

function uncoveredChannels(context: PlanContext, secondary: Secondary): void {
  for (const channel of secondary.channels.filter((one) => one !== 'sms')) {
    const why = `only text messages are sent; the ${channel} grant is in \`tendlc access\``;
    context.notCovered.push({ account: secondary.key, probe: `send-${channel}`, why });
  }
}

/** What a report must agree with before a run goes on from it: a rehearsal says nothing of AWS. */
function digest(manifest: Manifest, delegation: Delegation, rehearsal: boolean): string {
  const { main, secondaries, verify } = manifest;
  return createHash('sha256')
    .update(JSON.stringify([main, secondaries, verify, delegation, rehearsal]))
    .digest('hex');
}
