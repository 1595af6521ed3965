/**
 * Makes test/corpus/plans: plans of the real Terraform and AWS provider against the sandbox, each with the right answer
 * of guard. The provider comes from where TF_CLI_CONFIG_FILE says; TENDLC_AWS_PROVIDER is its version. Arguments: names
 * of the kinds to make; none: all of them.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { childEnvironment } from '../src/cli/sandbox/environment';
import { parseManifest } from '../src/manifest';
import { startSandbox } from '../src/sandbox';
import { seedWorld } from '../src/sandbox/seed/seed-world';
import { type ManifestChange, manifest } from './e2e/manifest';
import { must, OUTPUT, run, Stacks } from './e2e/terraform';
import { type Kind, kinds } from './plan-corpus/kinds';

const root = process.cwd();
const corpus = join(root, 'test', 'corpus', 'plans');

async function main(): Promise<void> {
  const wanted = new Set(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'tendlc-corpus-'));
  const { manifest: parsed } = parseManifest(manifest({ adopted: true }), 'corpus.yaml');
  const sandbox = await startSandbox({
    world: seedWorld(parsed!),
    directory: join(folder, '.tendlc', 'sandbox'),
  });
  const env = childEnvironment(process.env, sandbox.env);
  const stacks = new Stacks(folder, env);
  const stackFolder = join(folder, OUTPUT, 'stacks', 'main');
  const file = join(stackFolder, 'cdk.tf.json');
  mkdirSync(join(folder, 'config'), { recursive: true });
  mkdirSync(corpus, { recursive: true });

  const synth = async (change: ManifestChange): Promise<string> => {
    const text = manifest(change);
    writeFileSync(join(folder, 'config', 'accounts.yaml'), text);
    must(
      'synth',
      await run(process.execPath, [join(root, 'bin', 'tendlc.js'), 'synth', '--output', OUTPUT], folder, env),
    );
    return text;
  };
  const make = async ({
    name,
    right,
    manifest: change = {},
    edit,
    options = [],
    apply,
  }: Kind): Promise<void> => {
    const text = await synth(change);
    const original = readFileSync(file, 'utf8');
    if (edit) {
      const config = JSON.parse(original);
      edit(config);
      writeFileSync(file, JSON.stringify(config));
    }
    const configuration = readFileSync(file, 'utf8');
    must(name, await stacks.terraform('main', 'plan', '-input=false', '-no-color', '-out=saved', ...options));
    const shown = must(name, await stacks.terraform('main', 'show', '-json', 'saved'));
    const record = { name, right, stack: 'main', manifest: text, configuration, plan: JSON.parse(shown) };
    writeFileSync(join(corpus, `${name}.json.gz`), gzipSync(JSON.stringify(record), { level: 9 }));
    if (apply) must('apply', await stacks.terraform('main', 'apply', '-input=false', '-no-color', 'saved'));
    writeFileSync(file, original);
    process.stdout.write(`${name}\n`);
  };

  const notMade: string[] = [];
  try {
    await synth({});
    must('init', await stacks.init('main'));
    for (const kind of kinds)
      if (wanted.size === 0 || wanted.has(kind.name) || kind.apply)
        await make(kind).catch((error: unknown) => notMade.push(`${kind.name}: ${error}`));
    for (const reason of notMade) process.stderr.write(`not made: ${reason}\n`);
    if (notMade.length > 0) process.exitCode = 1;
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
