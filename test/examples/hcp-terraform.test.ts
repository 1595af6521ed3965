/** Tests what examples/hcp-terraform/workspaces.tf reads from the stacks. Terraform evaluates it without the provider. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../src/manifest';
import { scratch, synthesizeToScratch } from '../support/synthesized';
import { hasTerraform } from '../support/tools';

const ROOT = join(__dirname, '../..');
const MANIFEST = join(ROOT, 'test/corpus/stacks/hcp-terraform.yaml');

(hasTerraform ? it : it.skip)("each workspace gets the variables of its stack's tags", () => {
  const folder = scratch();
  const { outdir } = synthesizeToScratch(parseManifest(readFileSync(MANIFEST), MANIFEST).manifest!);
  const source = readFileSync(join(ROOT, 'examples/hcp-terraform/workspaces.tf'), 'utf8');
  const withoutProvider = source
    .slice(0, source.indexOf('provider "tfe"'))
    .replace(/ {2}required_providers \{.*?\n {2}\}\n/s, '');
  writeFileSync(
    join(folder, 'main.tf'),
    `${withoutProvider}output "variables" { value = local.variables }\n`,
  );
  writeFileSync(join(folder, 'terraformrc'), '');
  const role_arns = Object.fromEntries(
    ['MAIN', 'DEVELOPMENT', 'STAGING', 'CRM'].map((tag) => [tag, `arn:${tag}`]),
  );
  writeFileSync(
    join(folder, 'terraform.tfvars.json'),
    JSON.stringify({ organization: 'acme', output: outdir, role_arns }),
  );
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: join(folder, 'terraformrc') };
  const terraform = (...args: string[]) =>
    execFileSync('terraform', args, { cwd: folder, env, stdio: 'pipe' });
  terraform('init', '-input=false');
  terraform('apply', '-input=false', '-auto-approve');
  const { variables } = JSON.parse(terraform('output', '-json').toString());
  const expected = Object.entries({
    main: ['MAIN'],
    products: ['CRM', 'STAGING'],
    'secondary-development': ['DEVELOPMENT'],
  }).flatMap(([stack, tags]) =>
    tags.flatMap((tag) => [
      [stack, `TFC_AWS_PROVIDER_AUTH_${tag}`, 'true'],
      [stack, `TFC_AWS_RUN_ROLE_ARN_${tag}`, `arn:${tag}`],
    ]),
  );
  const found = Object.values(variables.value as Record<string, Record<string, string>>);
  expect(found.map(({ stack, key, value }) => [stack, key, value]).sort()).toEqual(expected.sort());
});
