import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { delegate } from '../../src/delegation';
import { UserError } from '../../src/errors';
import type { Manifest } from '../../src/manifest/types';
import { type SynthesizeOptions, synthesize } from '../../stacks';
import { buildManifest } from '../support/manifest';
import { scratch } from '../support/synthesized';

const a = { accountId: '222233334444' };
const b = { accountId: '333344445555' };

function write(manifest: Manifest, outdir: string, options: SynthesizeOptions = {}): void {
  synthesize(manifest, delegate(manifest), outdir, { lockFile: join(outdir, 'none'), ...options });
}

/** Every file under a folder, with what it holds. */
function files(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

describe('the bytes', () => {
  it('are the same in two directories, whatever the order of the secondaries', () => {
    const [first, second] = [scratch(), join(scratch(), 'deep', 'down')];
    write(buildManifest({ secondaries: { a, b } }), first);
    write(buildManifest({ secondaries: { b, a } }), second);
    expect(files(second)).toEqual(files(first));
    expect(Object.keys(files(first))).toEqual([
      '/manifest.json',
      '/stacks/main/cdk.tf.json',
      '/stacks/secondary-a/cdk.tf.json',
      '/stacks/secondary-b/cdk.tf.json',
    ]);
  });

  it('say nothing of the machine', () => {
    const outdir = scratch();
    write(buildManifest(), outdir);
    const text = Object.values(files(outdir)).join('\n');
    for (const trace of [process.cwd(), outdir, 'stackTrace', 'stacktrace'])
      expect(text).not.toContain(trace);
  });
});

it('cannot be a file, nor lie below one: the user is told, and it is no defect', () => {
  const file = join(scratch(), 'file');
  writeFileSync(file, 'mine');
  for (const outdir of [file, join(file, 'below')]) {
    expect(() => write(buildManifest(), outdir)).toThrow(UserError);
    expect(() => write(buildManifest(), outdir)).toThrow(outdir);
  }
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

describe('folders that are there already', () => {
  const anEarlierOutput = () => {
    const outdir = scratch();
    write(buildManifest({ secondaries: { a, b } }), outdir);
    for (const stack of ['secondary-a', 'secondary-b']) {
      mkdirSync(join(outdir, 'stacks', stack, '.terraform'));
      writeFileSync(join(outdir, 'stacks', stack, '.terraform.lock.hcl'), stack);
    }
    return outdir;
  };

  it('go with their stack, and keep what Terraform put there otherwise', () => {
    const outdir = anEarlierOutput();
    write(buildManifest({ secondaries: { a } }), outdir);
    expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['main', 'secondary-a']);
    expect(readdirSync(join(outdir, 'stacks', 'secondary-a')).sort()).toEqual([
      '.terraform',
      '.terraform.lock.hcl',
      'cdk.tf.json',
    ]);
  });

  it.each([
    ['that could not be written', 'errored.tfstate', '{"resources":[{}]}'],
    ['that cannot be read', 'errored.tfstate', '{"resou'],
    ['of a local backend in the folder', 'states/b.tfstate', '{"resources":[{}]}'],
  ])('stay, and nothing is written, where a state would be lost: %s', (_name, path, content) => {
    const outdir = anEarlierOutput();
    const state = join(outdir, 'stacks', 'secondary-b', path);
    mkdirSync(dirname(state), { recursive: true });
    writeFileSync(state, content);
    const untouched = files(outdir);
    expect(() => write(buildManifest({ secondaries: { a } }), outdir)).toThrow(UserError);
    expect(files(outdir)).toEqual(untouched);
  });

  it.each([
    ['terraform.tfstate', '{"resources":[]}'],
    ['.terraform/terraform.tfstate', '{"backend":{}}'],
  ])('go with a state that has nothing in it: %s', (path, content) => {
    const outdir = anEarlierOutput();
    writeFileSync(join(outdir, 'stacks', 'secondary-b', path), content);
    write(buildManifest({ secondaries: { a } }), outdir);
    expect(existsSync(join(outdir, 'stacks', 'secondary-b'))).toBe(false);
  });

  it('stay, and nothing is written, where no synth has written them', () => {
    const outdir = scratch();
    mkdirSync(join(outdir, 'stacks', 'network'), { recursive: true });
    writeFileSync(join(outdir, 'stacks', 'network', 'main.tf'), 'somebody else’s');
    const untouched = files(outdir);
    expect(() => write(buildManifest(), outdir)).toThrow(UserError);
    expect(files(outdir)).toEqual(untouched);
  });

  it('go where nothing is left but the files of Terraform', () => {
    const outdir = anEarlierOutput();
    rmSync(join(outdir, 'stacks', 'secondary-b', 'cdk.tf.json'));
    write(buildManifest({ secondaries: { a } }), outdir);
    expect(existsSync(join(outdir, 'stacks', 'secondary-b'))).toBe(false);
  });

  it('are emptied but left to cdktf-cli to remove, which fails where one is gone', () => {
    const outdir = anEarlierOutput();
    process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = 'true';
    try {
      write(buildManifest({ secondaries: { a } }), outdir);
    } finally {
      delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
    }
    expect(readdirSync(join(outdir, 'stacks', 'secondary-b'))).toEqual([]);
  });
});

it('copies the lock file of the root into every stack, over what is there', () => {
  const outdir = scratch();
  const lockFile = join(scratch(), '.terraform.lock.hcl');
  writeFileSync(lockFile, 'reviewed');
  for (let times = 0; times < 2; times++) {
    write(buildManifest(), outdir, { lockFile });
    const copy = join(outdir, 'stacks', 'secondary-development', '.terraform.lock.hcl');
    expect(readFileSync(copy, 'utf8')).toBe('reviewed');
    writeFileSync(copy, 'changed by terraform init');
  }
});

it('refuses HCL, which the checks could not read', () => {
  process.env.SYNTH_HCL_OUTPUT = 'true';
  const outdir = join(scratch(), 'cdktf.out');
  try {
    expect(() => write(buildManifest(), outdir)).toThrow(/--hcl/);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
  expect(existsSync(outdir)).toBe(false);
});
