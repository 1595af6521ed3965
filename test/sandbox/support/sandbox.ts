import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import type { Manifest } from '../../../src/manifest/types';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox';
import { seedWorld } from '../../../src/sandbox/seed/seed-world';
import { buildManifest, phoneNumber } from '../../support/manifest';
import { APPLICATION, type Documents, documents, OTHER_ID, SENDER, stacks, VERIFIER } from './documents';

export interface Setup extends Omit<SandboxOptions, 'world'> {
  /** Sabotage: changes the documents before the world is filled. */
  change?: (documents: Documents) => void;
  manifest?: Manifest;
  propagationDelay?: number;
}

export interface TestSandbox extends Sandbox {
  /** Moves the clock. */
  advance(milliseconds: number): void;
}

export const scratch = () => mkdtempSync(join(tmpdir(), 'tendlc-sandbox-test-'));

export const exampleManifest = () =>
  buildManifest({
    main: {
      organizationId: 'o-a1b2c3d4e5',
      pinpointApplicationId: APPLICATION,
      numbers: [
        phoneNumber(),
        phoneNumber({
          name: 'marketing',
          phoneNumber: '+12065550101',
          phoneNumberId: OTHER_ID,
          messageType: 'PROMOTIONAL',
        }),
      ],
      pools: [
        {
          name: 'all',
          poolId: 'pool-0123456789abcdef0123456789abcdef',
          arn: 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef',
          region: 'us-east-1',
        },
      ],
      configurationSets: [
        {
          name: 'tendlc',
          arn: 'arn:aws:sms-voice:us-east-1:111122223333:configuration-set/tendlc',
          region: 'us-east-1',
        },
      ],
    },
    verify: { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] },
  });

/** A sandbox filled with two stacks; the clock stands still unless it is moved. */
export async function startTest(setup: Setup = {}): Promise<TestSandbox> {
  const { change, manifest = exampleManifest(), propagationDelay, ...options } = setup;
  const wanted = documents();
  change?.(wanted);
  const from = scratch();
  writeStacks(from, stacks(wanted));
  const start = Date.now();
  let moved = 0;
  const world = seedWorld(manifest, { from, propagationDelay, now: () => start + moved });
  const sandbox = await startSandbox({ directory: scratch(), ...options, world });
  return Object.assign(sandbox, {
    advance: (milliseconds: number) => {
      moved += milliseconds;
    },
  });
}

export function writeStacks(directory: string, all: Record<string, object>): void {
  for (const [name, stack] of Object.entries(all)) {
    mkdirSync(join(directory, 'stacks', name), { recursive: true });
    writeFileSync(join(directory, 'stacks', name, 'cdk.tf.json'), JSON.stringify(stack));
  }
}

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The keys of a profile that the sandbox made. */
export function profile({ world }: Sandbox, name: string): Keys {
  const { accessKeyId, secretAccessKey, sessionToken } = world.accessKeys.get(
    world.profiles.get(name)!.accessKeyId,
  )!;
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Configuration of an SDK client: no retries, so that every answer is seen. */
export const config = (sandbox: Sandbox, credentials: Keys = profile(sandbox, 'default')) => ({
  endpoint: sandbox.url,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

export async function assume(
  sandbox: Sandbox,
  by: Keys,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
): Promise<Keys> {
  const sts = new STSClient(config(sandbox, by));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

export const verifier = (sandbox: Sandbox) => assume(sandbox, profile(sandbox, 'default'), VERIFIER);

/** A session of the sender role, by the way the project is made for. */
export async function sender(sandbox: Sandbox): Promise<Keys> {
  return assume(sandbox, await verifier(sandbox), SENDER, { ExternalId: 'dev-10dlc' });
}

export const sms = (sandbox: Sandbox, keys: Keys) => new PinpointSMSVoiceV2Client(config(sandbox, keys));

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    const { name, message, Reason, Fields, $metadata } = error as Error & {
      Reason?: string;
      Fields?: { Name: string; Message: string }[];
      $metadata?: { httpStatusCode?: number };
    };
    return { code: name, message, reason: Reason, fields: Fields, status: $metadata?.httpStatusCode };
  }
  return { code: 'none', message: '', reason: undefined, fields: undefined, status: 200 };
}
