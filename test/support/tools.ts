import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Tests that need one of these are skipped where it is absent, and Jest says so. */
export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

export const cdktfCli = join(__dirname, '../../node_modules/.bin/cdktf');

/**
 * cdktf-cli has a native part without a build for Node 24: it is compiled at install, and does not start where
 * install scripts are off or there is no compiler.
 */
export const hasCdktfCli =
  spawnSync(process.execPath, ['-e', "require('@cdktf/node-pty-prebuilt-multiarch')"], { cwd: __dirname })
    .status === 0;
