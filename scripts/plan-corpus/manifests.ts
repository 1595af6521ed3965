import { parse, stringify } from 'yaml';
import { type ManifestChange, manifest } from '../e2e/manifest';
import type { Config } from './kind';

/** Text of the manifest of the Terraform tests, changed. */
export function changed(change: (manifest: Config) => void, base: ManifestChange = {}): string {
  const content = parse(manifest(base)) as Config;
  change(content);
  return stringify(content);
}

const main = (content: Config): Config => content.main as Config;
const secondaries = (content: Config) => content.secondaries as { [key: string]: Config };

export const add = (key: string, secondary: Config) => (content: Config) => {
  secondaries(content)[key] = { numbers: ['alerts'], externalId: `${key}-10dlc`, ...secondary };
};
export const set = (key: string, value: Config) => (content: Config) => {
  Object.assign(secondaries(content)[key]!, value);
};
export const setRole = (role: Config) => (content: Config) => {
  main(content).role = role;
};
export const setMediaBucket = (content: Config) => {
  main(content).mediaBucket = 'my-media';
};
export const each =
  (...changes: ((content: Config) => void)[]) =>
  (content: Config) => {
    for (const change of changes) change(content);
  };
