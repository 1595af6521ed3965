/** Runs `npx cdktf …` on the stacks of two accounts, with substitutes for AWS's resources: selection, state, order, end. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/synthesized';
import { cdktfCli, hasCdktfCli, hasTerraform } from '../support/tools';
import { twoAccounts } from '../support/two-accounts';

const ROOT = join(__dirname, '../..');
jest.setTimeout(300_000);

const folder = scratch();
const manifest = join(folder, 'config/accounts.yaml');

function cdktf(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(cdktfCli, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'),
    },
  });
  if (status !== 0) throw new Error(`cdktf ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

const resources = (stack: string): number | undefined => {
  const state = join(folder, `terraform.${stack}.tfstate`);
  return existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')).resources.length : undefined;
};

beforeAll(() => {
  const loader = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
  const app = `node --import ${loader} ${join(__dirname, 'stand-in-app.ts')}`;
  const config = { language: 'typescript', app, projectId: 'stand-ins', sendCrashReports: 'false' };
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'terraformrc'), '');
  mkdirSync(join(folder, 'config'));
  writeFileSync(manifest, twoAccounts);
});

(hasTerraform && hasCdktfCli ? it : it.skip)(
  'diff, deploy one stack and all, remove an account, destroy',
  () => {
    expect(cdktf('diff', 'main')).toMatch(/9 to add/);
    expect(resources('main')).toBeUndefined();

    cdktf('deploy', 'main', '--auto-approve');
    expect([resources('main'), resources('secondary-development')]).toEqual([9, undefined]);

    cdktf('deploy', '*', '--auto-approve');
    expect([resources('secondary-development'), resources('secondary-partner')]).toEqual([7, 7]);

    writeFileSync(manifest, twoAccounts.replace('suspended', 'removed'));
    cdktf('deploy', '*', '--auto-approve');
    expect(resources('secondary-partner')).toBe(0);
    cdktf('destroy', '*', '--auto-approve');
    expect([resources('main'), resources('secondary-development')]).toEqual([0, 0]);
  },
);
