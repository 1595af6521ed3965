import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { World } from './world/types';

/** Variables that make every AWS tool reach the sandbox, and it alone. */
export type SandboxEnvironment = Record<
  | 'AWS_ENDPOINT_URL'
  | 'AWS_CONFIG_FILE'
  | 'AWS_SHARED_CREDENTIALS_FILE'
  | 'AWS_REGION'
  | 'AWS_DEFAULT_REGION'
  | 'AWS_EC2_METADATA_DISABLED'
  | 'TENDLC_SANDBOX',
  string
>;

/** Writes a config and a credentials file into a folder of the sandbox's own, readable by their owner only. */
export function writeEnvironment(
  world: World,
  url: string,
  directory: string,
  region: string,
): SandboxEnvironment {
  const folder = resolve(directory);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'config');
  const credentials = join(folder, 'credentials');
  const profiles = [...world.profiles.values()];
  secret(
    config,
    profiles.map((profile) => {
      const section = profile.name === 'default' ? 'default' : `profile ${profile.name}`;
      return `# ${profile.comment}\n[${section}]\nregion = ${profile.region}\nendpoint_url = ${url}\n`;
    }),
  );
  secret(
    credentials,
    profiles.map((profile) => {
      const key = world.accessKeys.get(profile.accessKeyId)!;
      const token = key.sessionToken ? `aws_session_token = ${key.sessionToken}\n` : '';
      return `# ${profile.comment}\n[${profile.name}]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n${token}`;
    }),
  );
  return {
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    TENDLC_SANDBOX: '1',
  };
}

/** The keys are worth something only while the sandbox runs. */
export function removeEnvironment(environment: SandboxEnvironment): void {
  rmSync(dirname(environment.AWS_CONFIG_FILE), { recursive: true, force: true });
}

function secret(path: string, sections: string[]): void {
  // A mode is only given to a new file: one that is there already may be open to others.
  rmSync(path, { force: true });
  writeFileSync(path, sections.join('\n'), { mode: 0o600, flag: 'wx' });
}
