import { AsyncLocalStorage } from 'node:async_hooks';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { PinpointClient, type SendMessagesCommandOutput } from '@aws-sdk/client-pinpoint';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { StandardRetryStrategy } from '@smithy/core/retry';
import { mayHaveArrived, toCallError } from './errors';

export type Credentials = NonNullable<STSClientConfig['credentials']>;
export type StaticCredentials = Exclude<Credentials, (...args: never[]) => unknown>;

/** Is told of every attempt of a call, with the SDK's own retries. `operation` is AWS's name, such as `SendTextMessage`. */
export interface Watcher {
  /** Waits until the attempt may be made; throws to give the call up. */
  before(operation: string): Promise<void>;
  /** `thrown` undefined: the call succeeded. */
  after(operation: string, thrown: unknown): void;
}

const classes = {
  sts: STSClient,
  iam: IAMClient,
  sms: PinpointSMSVoiceV2Client,
  pinpoint: PinpointClient,
  logs: CloudWatchLogsClient,
};
type Service = keyof typeof classes;
export type ClientOf<S extends Service> = InstanceType<(typeof classes)[S]>;

/** Milliseconds that one attempt may take; the SDK then retries, so that a call ends within about a minute. */
const requestTimeout = 15_000;
const connectionTimeout = 5_000;
const maxAttempts = 4;
const maxSockets = 200;

/** Pinpoint answers 200 also if it throttled: each address has its own result. */
function throttledIn(result: object): unknown {
  const { output } = result as { output?: SendMessagesCommandOutput };
  const results = Object.values(output?.MessageResponse?.Result ?? {});
  return results.some(({ DeliveryStatus }) => DeliveryStatus === 'THROTTLED')
    ? Object.assign(new Error('throttled'), { name: 'THROTTLED', $metadata: output?.$metadata })
    : undefined;
}

/** The credentials of the call that is being made; the SDK asks for them within that call. */
const calling = new AsyncLocalStorage<Credentials>();

/** `memoized` stops the SDK from keeping the credentials of one call for the next. */
const callersCredentials: Credentials = Object.assign(
  async () => {
    const credentials = calling.getStore();
    if (!credentials) throw new Error('a call outside of Clients.get');
    return typeof credentials === 'function' ? credentials() : credentials;
  },
  { memoized: true },
);

/** Stops the retries of a send if another attempt might send a second message. */
class NeverTwice extends StandardRetryStrategy {
  override async refreshRetryTokenForRetry(
    ...[token, info]: Parameters<StandardRetryStrategy['refreshRetryTokenForRetry']>
  ) {
    if (mayHaveArrived(toCallError(info.error))) throw new Error('it may have been sent');
    return super.refreshRetryTokenForRetry(token, info);
  }
}

/** The run gave the attempt up before it was made. */
class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** `again`: costs nothing to repeat. `once`: a message, retried only if AWS has certainly not accepted it. */
export type Repeat = 'again' | 'once';

/**
 * AWS SDK clients, one for each service and Region, over one pool of connections, for any number of identities: a
 * client for each identity would read the shared configuration files each time. Endpoints and everything else are
 * found as every AWS tool finds them (AWS_ENDPOINT_URL, AWS_CONFIG_FILE, …).
 */
export class Clients {
  private readonly requestHandler = new STSClient({
    region: 'us-east-1',
    requestHandler: {
      requestTimeout,
      connectionTimeout,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: { keepAlive: true, maxSockets },
    },
  }).config.requestHandler;
  private readonly clients = new Map<string, ClientOf<Service>>();

  constructor(private readonly watcher?: Watcher) {}

  /** A client whose calls are signed with these credentials. */
  get<S extends Service>(
    service: S,
    credentials: Credentials,
    region: string,
    repeat: Repeat = 'again',
  ): Pick<ClientOf<S>, 'send'> {
    const key = `${service} ${region} ${repeat}`;
    const client = this.clients.get(key) ?? this.create(service, region, repeat);
    this.clients.set(key, client);
    const { send } = client as { send(...args: unknown[]): unknown };
    return {
      send: (...args: unknown[]) => calling.run(credentials, () => send.apply(client, args)),
    } as Pick<ClientOf<S>, 'send'>;
  }

  destroy(): void {
    this.requestHandler.destroy?.();
  }

  private create(service: Service, region: string, repeat: Repeat) {
    const { requestHandler, watcher } = this;
    const client = new classes[service]({
      region,
      credentials: callersCredentials,
      maxAttempts,
      ...(repeat === 'once' && { retryStrategy: new NeverTwice({ maxAttempts }) }),
      requestHandler,
    });
    if (!watcher) return client;
    const watch = (next: (args: object) => Promise<object>, context: { commandName?: string }) => {
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      return async (args: object) => {
        await watcher.before(operation).catch(() => {
          throw new HeldBack('held back: the run is ending');
        });
        try {
          const result = await next(args);
          watcher.after(operation, throttledIn(result));
          return result;
        } catch (thrown) {
          watcher.after(operation, thrown);
          throw thrown;
        }
      };
    };
    // The five clients' stacks differ in types that a middleware which only passes calls on does not use.
    const stack = client.middlewareStack as unknown as {
      addRelativeTo(middleware: typeof watch, options: object): void;
    };
    stack.addRelativeTo(watch, { name: 'tendlcAttempt', relation: 'after', toMiddleware: 'retryMiddleware' });
    return client;
  }
}
