/** Runs `terraform validate` on every stack of the corpus: types, references, aliases, imports, variables. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseManifest } from '../../src/manifest';
import { type StandIn, startStandIn } from '../guard/terraform/stand-in-provider';
import { readStack, scratch, synthesizeToScratch } from '../support/synthesized';
import { hasTerraform } from '../support/tools';

const ROOT = join(__dirname, '../..');
const CORPUS = join(ROOT, 'test/corpus/stacks');
const manifests = [
  join(ROOT, 'config/accounts.yaml'),
  ...readdirSync(CORPUS).map((name) => join(CORPUS, name)),
];

let provider: StandIn;
const configuration = join(scratch(), 'terraformrc');

beforeAll(async () => {
  writeFileSync(configuration, '');
  provider = await startStandIn();
});
afterAll(() => provider.close());

/** Terraform's messages about a folder. Empty if it is valid. */
async function complaints(cwd: string): Promise<unknown[]> {
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: configuration,
    TF_REATTACH_PROVIDERS: provider.reattach,
  };
  const terraform = (...args: string[]) => promisify(execFile)('terraform', args, { cwd, env });
  await terraform('init', '-backend=false', '-input=false');
  const { stdout } = await terraform('validate', '-json').catch((failed: { stdout: string }) => failed);
  return JSON.parse(stdout).diagnostics;
}

const withTerraform = hasTerraform ? describe : describe.skip;

withTerraform('terraform validate', () => {
  it.each(manifests)('Terraform accepts every stack of %s', async (path) => {
    const { manifest } = parseManifest(readFileSync(path), path);
    const { outdir } = synthesizeToScratch(manifest!);
    for (const stack of readdirSync(join(outdir, 'stacks')))
      expect([stack, await complaints(join(outdir, 'stacks', stack))]).toEqual([stack, []]);
  });

  it('Terraform rejects a reference to a missing resource', async () => {
    const path = join(CORPUS, 'everything.yaml');
    const { outdir } = synthesizeToScratch(parseManifest(readFileSync(path), path).manifest!);
    const folder = join(outdir, 'stacks/main');
    const { aws_iam_role_policy: policies } = readStack(outdir, 'main').resource;
    const broken = { ...readStack(outdir, 'main'), resource: { aws_iam_role_policy: policies } };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(broken));
    expect(await complaints(folder)).not.toEqual([]);
  });
});
