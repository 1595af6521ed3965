import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { awsConfigSection } from '../encode/aws-config';
import { UserError } from '../errors';
import type { World } from './world/world-model';

/** Variables that make every AWS tool reach the sandbox, and it alone. */
export type SandboxEnvironment = Record<
  | 'AWS_ENDPOINT_URL'
  | 'AWS_CONFIG_FILE'
  | 'AWS_SHARED_CREDENTIALS_FILE'
  | 'AWS_REGION'
  | 'AWS_DEFAULT_REGION'
  | 'AWS_EC2_METADATA_DISABLED'
  | 'TENDLC_SANDBOX'
  | 'TENDLC_SANDBOX_RATES',
  string
>;

/**
 * Writes a config and a credentials file into a folder of the sandbox's own, readable by their owner only. Throws a
 * UserError if they cannot be written, or a symbolic link is in the folder's place.
 */
export function writeEnvironment(
  world: World,
  url: string,
  directory: string,
  region: string,
  rates: number | 'off' | 'aws',
): SandboxEnvironment {
  const folder = resolve(directory);
  const config = join(folder, 'config');
  const credentials = join(folder, 'credentials');
  const profiles = [...world.profiles.values()];
  const configText = profiles.map(({ name, comment, region }) =>
    awsConfigSection(name === 'default' ? name : `profile ${name}`, { region, endpoint_url: url }, comment),
  );
  const credentialsText = profiles.map(({ name, comment, accessKeyId }) => {
    const key = world.accessKeys.get(accessKeyId)!;
    const settings = {
      aws_access_key_id: key.accessKeyId,
      aws_secret_access_key: key.secretAccessKey,
      aws_session_token: key.sessionToken,
    };
    return awsConfigSection(name, settings, comment);
  });
  try {
    makeFolder(folder);
    secret(config, configText);
    secret(credentials, credentialsText);
  } catch (error) {
    throw new UserError(
      `the sandbox cannot write its credentials to ${folder}: ${(error as Error).message}`,
      2,
      {
        cause: error,
      },
    );
  }
  return {
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    TENDLC_SANDBOX: '1',
    TENDLC_SANDBOX_RATES: String(rates),
  };
}

/** The keys work only while the sandbox runs. */
export function removeEnvironment(environment: SandboxEnvironment): void {
  rmSync(dirname(environment.AWS_CONFIG_FILE), { recursive: true, force: true });
}

/** Throws if the folder is a symbolic link or a file. */
function makeFolder(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) mkdirSync(folder, { mode: 0o700 });
  else if (!found.isDirectory()) throw new Error('it is not a folder, or a symbolic link');
}

function secret(path: string, sections: string[]): void {
  // Only a new file gets the mode. An existing one might be readable by others.
  rmSync(path, { force: true });
  writeFileSync(path, sections.join('\n'), { mode: 0o600, flag: 'wx' });
}
