import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';

import { assumeRole } from './calls';
import type { Clients, Credentials, StaticCredentials } from './clients';
import type { CallerIdentity, Identity } from './types';

export interface Become {
  arn: string;
  credentials: Credentials;
}

/** Identities that are kept: an account needs its own only while it runs. */
const KEPT = 100;

/** Milliseconds: a session is renewed if less than this is left of it. */
const RENEW_BEFORE = 5 * 60_000;

/** Credentials of a plan's identities, each opened once and checked with GetCallerIdentity. */
export class Identities {
  private readonly sources = new Map<string, Credentials>();
  private readonly became = new Map<string, Promise<Become>>();

  constructor(
    private readonly clients: Clients,
    private readonly region: string,
    private readonly sessionName: (label: string) => string,
  ) {}

  /** Throws what the SDK threw, or an error named `WrongAccount`. */
  async become(identity: Identity): Promise<Become> {
    const key = JSON.stringify([identity.profile, identity.roleArn, identity.externalId]);
    const known = await this.became.get(key)?.catch(() => undefined);
    if (known && !isOld(known.credentials)) return known;
    const becoming = this.start(identity);
    this.became.delete(key);
    this.became.set(key, becoming);
    const [oldest] = this.became.keys();
    if (this.became.size > KEPT) this.became.delete(oldest!);
    return becoming;
  }

  async callerOf(credentials: Credentials): Promise<CallerIdentity> {
    const { Account = '', Arn = '' } = await this.clients
      .get('sts', credentials, this.region)
      .send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn };
  }

  /** Credentials as the AWS CLI finds them: of a profile, else of the default chain. */
  source(profile?: string): Credentials {
    const key = profile ?? '';
    const provider = this.sources.get(key) ?? once(profile ? fromIni({ profile }) : fromNodeProviderChain());
    this.sources.set(key, provider);
    return provider;
  }

  private async start(identity: Identity): Promise<Become> {
    const source = this.source(identity.profile);
    const { roleArn, externalId } = identity;
    const credentials = roleArn
      ? (
          await assumeRole(this.clients, source, this.region, this.sessionName(identity.label), {
            roleArn,
            externalId,
          })
        ).credentials
      : source;
    const { arn, accountId } = await this.callerOf(credentials);
    if (identity.accountId && accountId !== identity.accountId) {
      const message = `${identity.label} is ${arn} of account ${accountId}, not of account ${identity.accountId}`;
      throw Object.assign(new Error(message), { name: 'WrongAccount', $metadata: { httpStatusCode: 200 } });
    }
    return { arn, credentials };
  }
}

/** Calls a provider again only when its credentials are about to expire. */
function once(provider: () => Promise<StaticCredentials>): Credentials {
  let provided: Promise<StaticCredentials> | undefined;
  return async () => {
    const known = await provided?.catch(() => undefined);
    if (known && !isOld(known)) return known;
    provided = provider();
    return provided;
  };
}

export function isOld(credentials: Credentials): boolean {
  if (typeof credentials === 'function' || !credentials.expiration) return false;
  return credentials.expiration.getTime() - Date.now() < RENEW_BEFORE;
}
