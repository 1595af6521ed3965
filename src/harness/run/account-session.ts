import {
  assumeRole,
  describePhoneNumber,
  describeSpendLimits,
  outcomeOf,
  type Session,
  send,
  sendByPinpoint,
} from '../aws/calls';
import type { Clients, Credentials } from '../aws/clients';
import { type CallError, type Outcome, type SimulatedDenial, toCallError } from '../aws/errors';
import { type Identities, isOld } from '../aws/identities';
import { simulate } from '../aws/simulate';
import type { AwsCall, CallOf, Identity } from '../aws/types';
import type { AccountPlan, Probe } from '../plan/types';

/** Makes one account's calls: acts as the identity that a call names, keeps the session that sends, renews it in time. */
export class AccountSession {
  private session?: Session;
  /** The session that sent last. */
  private sentBy?: Session;

  constructor(
    private readonly account: AccountPlan,
    private readonly clients: Clients,
    private readonly identities: Identities,
    private readonly region: string,
    private readonly sessionName: string,
  ) {}

  /**
   * `fresh`: with a new session, since IAM may evaluate a new one differently. What a session must not do is tried
   * only with one that has just sent, for real or as a dry run: a session that can do nothing is denied everything.
   */
  async probe({ call, expected, api, requiresTrustBypass }: Probe, fresh: boolean): Promise<Outcome> {
    if (expected === 'allowed' || api === 'sts' || requiresTrustBypass) return this.perform(call, fresh);
    const { reference } = this.account;
    // Pinpoint has no dry run: an account without the SMS API keeps the session that has sent.
    if (fresh && reference) this.session = undefined;
    if (reference && !this.hasSent()) {
      const proof = await this.perform(reference, false);
      if (!proof.ok) return failedAt(proof.error.at ?? 'reference', proof.error);
    }
    return this.perform(call, false);
  }

  private hasSent(): boolean {
    return this.session !== undefined && this.session === this.sentBy && !isOld(this.session.credentials);
  }

  async perform(call: AwsCall, fresh: boolean): Promise<Outcome> {
    const { clients } = this;
    switch (call.kind) {
      case 'identity':
        return this.identity(call.caller);
      case 'assume':
        return this.assume(call);
      case 'simulate':
        return this.as(call.caller, (credentials) => simulate(clients, credentials, this.region, call));
      case 'send':
        return this.inSession(fresh, ({ credentials }) => send(clients, credentials, call));
      case 'pinpoint':
        return this.inSession(fresh, ({ credentials }) => sendByPinpoint(clients, credentials, call));
      case 'describe-phone-number':
        return this.inSession(fresh, ({ credentials }) => describePhoneNumber(clients, credentials, call));
      case 'describe-spend-limits':
        return this.inSession(fresh, ({ credentials }) => describeSpendLimits(clients, credentials, call));
    }
  }

  /** After a denied AssumeRole: whose policy denied it, if the caller may ask IAM's simulator about itself. */
  async deniedBy({ caller, roleArn, externalId }: CallOf<'assume'>): Promise<SimulatedDenial | undefined> {
    if (!caller.roleArn) return undefined;
    const answer = await this.perform(
      {
        kind: 'simulate',
        caller,
        principalArn: caller.roleArn,
        action: 'sts:AssumeRole',
        resource: roleArn,
        externalId,
      },
      false,
    );
    return answer.ok ? 'trust' : answer.error.deniedBy;
  }

  private async identity(caller: Identity): Promise<Outcome> {
    return outcomeOf(async () => ({ ok: true, arn: (await this.identities.become(caller)).arn }));
  }

  private async assume(call: CallOf<'assume'>): Promise<Outcome> {
    return this.as(call.caller, (credentials) =>
      outcomeOf(async () => {
        const session = await assumeRole(this.clients, credentials, this.region, this.sessionName, call);
        if (call.opensSession) this.session = session;
        return { ok: true, arn: session.arn, requestId: session.requestId };
      }),
    );
  }

  private async as(caller: Identity, make: (credentials: Credentials) => Promise<Outcome>): Promise<Outcome> {
    const became = await this.identities.become(caller).catch((thrown: unknown) => toCallError(thrown));
    return 'credentials' in became ? make(became.credentials) : failedAt('become', became);
  }

  private async inSession(fresh: boolean, make: (session: Session) => Promise<Outcome>): Promise<Outcome> {
    if (fresh || !this.session || isOld(this.session.credentials)) {
      this.session = undefined;
      const opened = await this.assume(this.account.session!);
      if (!opened.ok) return failedAt(opened.error.at ?? 'assume', opened.error);
    }
    const session = this.session!;
    const outcome = await make(session);
    if (outcome.ok) this.sentBy = session;
    return outcome;
  }
}

function failedAt(at: NonNullable<CallError['at']>, error: CallError): Outcome {
  return { ok: false, error: { ...error, at } };
}
