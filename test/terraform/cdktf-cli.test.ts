/** `npx cdktf …` on the stacks of the example, with stand-ins for AWS's resources: selection, state, order, end. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/synthesized';
import { cdktfCli, hasCdktfCli, hasTerraform } from '../support/tools';

const ROOT = join(__dirname, '../..');
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
const secondaries = ['crm', 'development', 'legacy-shop', 'old-partner', 'staging'].map(
  (key) => `secondary-${key}`,
);

beforeAll(() => {
  const loader = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
  const app = `node --import ${loader} ${join(__dirname, 'stand-in-app.ts')}`;
  const config = { language: 'typescript', app, projectId: 'stand-ins', sendCrashReports: 'false' };
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'terraformrc'), '');
  mkdirSync(join(folder, 'config'));
  copyFileSync(join(ROOT, 'config/accounts.yaml'), manifest);
});

(hasTerraform && hasCdktfCli ? it : it.skip)(
  'diff, deploy, deploy again without a removed stack, destroy',
  () => {
    expect(cdktf('diff', 'main')).toMatch(/21 to add/);
    expect(resources('main')).toBeUndefined();

    cdktf('deploy', 'main', '--auto-approve');
    expect([resources('main'), resources('secondary-crm')]).toEqual([21, undefined]);

    cdktf('deploy', '*', '--auto-approve');
    for (const stack of secondaries) expect(resources(stack)).toBeGreaterThan(5);
    expect(cdktf('diff', 'secondary-crm')).toMatch(/No changes/);

    const yaml = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, yaml.replace('status: suspended', 'status: removed'));
    cdktf('deploy', '*', '--auto-approve');
    expect(resources('secondary-old-partner')).toBe(0);
    writeFileSync(manifest, yaml.replace(/ {2}old-partner:[\s\S]*?\n\n/, ''));
    cdktf('deploy', '*', '--auto-approve');
    expect(readdirSync(join(folder, 'cdktf.out/stacks'))).not.toContain('secondary-old-partner');

    cdktf('destroy', '*', '--auto-approve');
    expect([resources('main'), resources('secondary-crm')]).toEqual([0, 0]);
  },
);
