import { delegate } from '../../delegation';
import { UserError } from '../../errors';
import type { ConnectOptions } from '../commands/connect';
import { loadManifest } from '../load-manifest';
import { print } from '../print';
import { unknownSecondary } from '../verify/names';
import { connectPage } from './page';

export function runConnect(name: string, options: ConnectOptions): void {
  const manifest = loadManifest(options);
  const secondary = manifest.secondaries.find(({ key }) => key === name);
  if (!secondary) {
    throw new UserError(
      `connect ${name}: ${unknownSecondary(
        name,
        manifest.secondaries.map(({ key }) => key),
      )}`,
    );
  }
  print(connectPage(manifest, delegate(manifest), secondary));
}
