/**
 * Makes test/corpus/plans: plans of the real Terraform and AWS provider against the sandbox, each with the right answer
 * of guard. The provider comes from where TF_CLI_CONFIG_FILE says; TENDLC_AWS_PROVIDER is its version. Arguments: names
 * of the lives to make; none: all of them.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { IAMClient } from '@aws-sdk/client-iam';
import { fromIni } from '@aws-sdk/credential-providers';
import { childEnvironment } from '../src/cli/sandbox/environment';
import { parseManifest } from '../src/manifest';
import { type Sandbox, startSandbox } from '../src/sandbox';
import { seedWorld } from '../src/sandbox/seed/seed-world';
import { must, OUTPUT, run, Stacks } from './e2e/terraform';
import type { IamOf, Kind, Life } from './plan-corpus/kind';
import { lives } from './plan-corpus/lives';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const root = process.cwd();
const corpus = join(root, 'test', 'corpus', 'plans');

/** Returns why a plan could not be made, for each such plan. */
async function live({ world, steps }: Life): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tendlc-corpus-'));
  const { manifest, diagnostics } = parseManifest(world, 'corpus.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics));
  const sandbox = await startSandbox({
    world: seedWorld(manifest),
    directory: join(folder, '.tendlc', 'sandbox'),
  });
  const notMade: string[] = [];
  try {
    for (const kind of steps)
      await make(kind, folder, sandbox).catch((error: unknown) => notMade.push(`${kind.name}: ${error}`));
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return notMade;
}

async function make(kind: Kind, folder: string, sandbox: Sandbox): Promise<void> {
  const { name, right, stack = 'main', manifest, byHand, edit, state, options = [], apply } = kind;
  const env = childEnvironment(process.env, sandbox.env);
  const stacks = new Stacks(folder, env);
  const file = join(folder, OUTPUT, 'stacks', stack, 'cdk.tf.json');
  mkdirSync(join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, 'config', 'accounts.yaml'), manifest);
  const synth = [join(root, 'bin', 'tendlc.js'), 'synth', '--output', OUTPUT];
  must('synth', await run(process.execPath, synth, folder, env));
  // `init` takes seconds because it reads the whole provider.
  if (!existsSync(join(file, '..', '.terraform'))) must('init', await stacks.init(stack));
  await byHand?.(iamOf(sandbox));
  await state?.(stacks, folder);
  const original = readFileSync(file, 'utf8');
  if (edit) {
    const config = JSON.parse(original);
    edit(config);
    writeFileSync(file, JSON.stringify(config));
  }
  const configuration = readFileSync(file, 'utf8');
  must(name, await stacks.terraform(stack, 'plan', '-input=false', '-no-color', '-out=saved', ...options));
  const shown = must(name, await stacks.terraform(stack, 'show', '-json', 'saved'));
  if (right) {
    const record = { name, right, stack, manifest, configuration, plan: JSON.parse(shown) };
    writeFileSync(join(corpus, `${name}.json.gz`), gzipSync(JSON.stringify(record), { level: 9 }));
    process.stdout.write(`${name}\n`);
  }
  if (apply) must('apply', await stacks.terraform(stack, 'apply', '-input=false', '-no-color', 'saved'));
  writeFileSync(file, original);
  // `synth` does not remove the folder of a former stack that holds other files.
  rmSync(join(file, '..', 'saved'));
}

function iamOf({ url, env }: Sandbox): IamOf {
  return (account) => {
    const credentials = fromIni({
      profile: account === 'main' ? 'tendlc-sandbox-main' : `tendlc-sandbox-secondary-${account}`,
      filepath: env.AWS_SHARED_CREDENTIALS_FILE,
      configFilepath: env.AWS_CONFIG_FILE,
    });
    return new IAMClient({ endpoint: url, region: 'us-east-1', credentials });
  };
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  mkdirSync(corpus, { recursive: true });
  for (const life of lives) {
    if (wanted.length > 0 && !wanted.includes(life.name)) continue;
    for (const reason of await live(life)) {
      process.stderr.write(`not made: ${life.name}: ${reason}\n`);
      process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
