import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { CallOf, Identity } from '../aws/types';
import { PROBES, type ProbeName } from '../probes';
import { probeId } from '../probes/id';
import type { Expected } from '../probes/types';
import { asText } from './identities';
import type { Probe } from './types';

/** One call of AssumeRole on a sender role: who calls, with what, and what must come of it. */
export interface AssumeRoleAttempt {
  probe: ProbeName;
  caller: Identity;
  /** By default as the probe's definition says. */
  expected?: Expected;
  /** Absent: none is passed. */
  externalId?: string;
  sessionContext?: Secondary['sessionContext'];
  /** The account's sends use the session. */
  opensSession?: true;
  /** Tells probes of one name apart. */
  of?: string;
  /** ID of a probe that must have passed before. */
  requires?: string;
}

export function assumeProbe(
  secondary: Secondary,
  granted: SecondaryDelegation,
  attempt: AssumeRoleAttempt,
): Probe {
  const { probe, caller, externalId, sessionContext, opensSession, of, requires } = attempt;
  const { api, proves, expected } = PROBES[probe];
  return {
    id: probeId({ account: secondary.key, probe, of }),
    account: secondary.key,
    accountId: secondary.accountId,
    number: '',
    api,
    probe,
    as: asText(caller),
    proves,
    expected: attempt.expected ?? (expected === 'denied' ? 'denied' : 'allowed'),
    call: {
      kind: 'assume',
      caller,
      roleArn: granted.senderRoleArn,
      externalId,
      sessionContext,
      opensSession,
    },
    requiresAnyOf: requires === undefined ? [] : [requires],
  };
}

/** The call by which the account's own principal opens the session that sends. */
export function sessionCall(
  secondary: Secondary,
  granted: SecondaryDelegation,
  caller: Identity,
): CallOf<'assume'> {
  return {
    kind: 'assume',
    caller,
    roleArn: granted.senderRoleArn,
    externalId: secondary.externalId?.current,
    opensSession: true,
  };
}
