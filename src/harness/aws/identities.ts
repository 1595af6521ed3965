import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Caller, Identity } from '../plan/types';
import { assumeRole } from './calls';
import type { Clients, Credentials, StaticCredentials } from './clients';

export interface Become {
  arn: string;
  credentials: Credentials;
}

/**
 * Identities that are kept: an account's are asked for again only while it and the one before it are under way.
 */
const kept = 100;

/** A session is renewed when less than this is left of it. */
const renewBefore = 5 * 60_000;

/** Becomes the identities of a plan, each once, and knows by GetCallerIdentity that it did. */
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
    if (this.became.size > kept) this.became.delete(oldest!);
    return becoming;
  }

  async callerOf(credentials: Credentials): Promise<Caller> {
    const { Account = '', Arn = '' } = await this.clients
      .get('sts', credentials, this.region)
      .send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn };
  }

  /** Credentials as the AWS CLI would find them: of a profile, else the default chain. */
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
      const message = `${identity.label} is ${arn}, of account ${accountId}, and should be of ${identity.accountId}`;
      throw Object.assign(new Error(message), { name: 'WrongAccount', $metadata: { httpStatusCode: 200 } });
    }
    return { arn, credentials };
  }
}

/** Asks a provider again only when what it gave grows old. */
function once(provider: () => Promise<StaticCredentials>): Credentials {
  let given: Promise<StaticCredentials> | undefined;
  return async () => {
    const known = await given?.catch(() => undefined);
    if (known && !isOld(known)) return known;
    given = provider();
    return given;
  };
}

export function isOld(credentials: Credentials): boolean {
  if (typeof credentials === 'function' || !credentials.expiration) return false;
  return credentials.expiration.getTime() - Date.now() < renewBefore;
}
