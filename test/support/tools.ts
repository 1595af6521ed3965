import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Jest skips and lists tests whose tool is missing. */
export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

export const cdktfCli = join(__dirname, '../../node_modules/.bin/cdktf');

/**
 * cdktf-cli has a native part without a build for Node 24. npm compiles it at install. It does not start if install
 * scripts are off or a compiler is missing.
 */
export const hasCdktfCli =
  spawnSync(process.execPath, ['-e', "require('@cdktf/node-pty-prebuilt-multiarch')"], { cwd: __dirname })
    .status === 0;
