import {
  assumeRole,
  describePhoneNumber,
  describeSpendLimits,
  outcomeOf,
  type Session,
  send,
  sendByPinpoint,
  simulate,
} from '../aws/calls';
import type { Clients, Credentials } from '../aws/clients';
import { type CallError, type Outcome, toCallError } from '../aws/errors';
import { type Identities, isOld } from '../aws/identities';
import type { AccountPlan, Identity, Probe, Step } from '../plan/types';

/** Makes one account's calls: becomes whoever a step names, keeps the session that sends, renews it in time. */
export class AccountCaller {
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
   * `fresh`: with a new session, for IAM may judge a new one otherwise. What a session must be refused is asked only
   * of one that has just sent, for real or as a dry run: one that can do nothing would be refused anything.
   */
  async probe({ step, expected, api, pastOpenTrust }: Probe, fresh: boolean): Promise<Outcome> {
    if (expected === 'allowed' || api === 'sts' || pastOpenTrust) return this.perform(step, fresh);
    const { reference } = this.account;
    // By Pinpoint alone nothing can be sent for free: there the session that has sent is asked again.
    if (fresh && reference) this.session = undefined;
    if (reference && !this.hasSent()) {
      const proof = await this.perform(reference, false);
      if (!proof.ok) return failedAt(proof.error.at ?? 'reference', proof.error);
    }
    return this.perform(step, false);
  }

  private hasSent(): boolean {
    return this.session !== undefined && this.session === this.sentBy && !isOld(this.session.credentials);
  }

  async perform(step: Step, fresh: boolean): Promise<Outcome> {
    switch (step.kind) {
      case 'identity':
        return this.identity(step.caller);
      case 'assume':
        return this.assume(step);
      case 'simulate':
        return this.as(step.caller, (credentials) => simulate(this.clients, credentials, this.region, step));
      case 'send':
        return this.inSession(fresh, ({ credentials }) => send(this.clients, credentials, step));
      case 'pinpoint':
        return this.inSession(fresh, ({ credentials }) => sendByPinpoint(this.clients, credentials, step));
      case 'describe-phone-number':
        return this.inSession(fresh, ({ credentials }) =>
          describePhoneNumber(this.clients, credentials, step),
        );
      case 'describe-spend-limits':
        return this.inSession(fresh, ({ credentials }) =>
          describeSpendLimits(this.clients, credentials, step),
        );
    }
  }

  /** After a refused AssumeRole: which side refused it, as far as the caller may ask IAM's simulator about itself. */
  async sideOf(step: Extract<Step, { kind: 'assume' }>): Promise<CallError['side']> {
    const { caller, roleArn } = step;
    if (!caller.roleArn) return undefined;
    const question = { principalArn: caller.roleArn, action: 'sts:AssumeRole', resource: roleArn };
    const answer = await this.perform({ kind: 'simulate', caller, ...question }, false);
    if (answer.ok) return 'trust';
    return /^(implicit|explicit)Deny$/.test(answer.error.code) ? 'assumePolicy' : undefined;
  }

  private async identity(caller: Identity): Promise<Outcome> {
    return outcomeOf(async () => ({ ok: true, arn: (await this.identities.become(caller)).arn }));
  }

  private async assume(step: Extract<Step, { kind: 'assume' }>): Promise<Outcome> {
    return this.as(step.caller, (credentials) =>
      outcomeOf(async () => {
        const session = await assumeRole(this.clients, credentials, this.region, this.sessionName, step);
        if (step.sender) this.session = session;
        return { ok: true, arn: session.arn };
      }),
    );
  }

  private async as(caller: Identity, call: (credentials: Credentials) => Promise<Outcome>): Promise<Outcome> {
    const became = await this.identities.become(caller).catch((thrown: unknown) => toCallError(thrown));
    return 'credentials' in became ? call(became.credentials) : failedAt('become', became);
  }

  private async inSession(fresh: boolean, call: (session: Session) => Promise<Outcome>): Promise<Outcome> {
    if (fresh || !this.session || isOld(this.session.credentials)) {
      this.session = undefined;
      const opened = await this.assume({ ...this.account.session!, sender: true });
      if (!opened.ok) return failedAt(opened.error.at ?? 'assume', opened.error);
    }
    const session = this.session!;
    const outcome = await call(session);
    if (outcome.ok) this.sentBy = session;
    return outcome;
  }
}

function failedAt(at: NonNullable<CallError['at']>, error: CallError): Outcome {
  return { ok: false, error: { ...error, at } };
}
