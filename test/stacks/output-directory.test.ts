import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compareOutputs } from '../../src/cli/synth/compare';
import { delegate } from '../../src/delegation';
import { UserError } from '../../src/errors';
import type { Manifest } from '../../src/manifest/types';
import { readStackFiles } from '../../src/terraform/stack-files';
import { type SynthesizeOptions, synthesize } from '../../stacks';
import { buildManifest } from '../support/manifest';
import { scratch } from '../support/synthesized';

const a = { accountId: '222233334444' };
const b = { accountId: '333344445555' };

function write(manifest: Manifest, outdir: string, options: SynthesizeOptions = {}): void {
  synthesize(manifest, delegate(manifest), outdir, { lockFile: join(outdir, 'none'), ...options });
}

/** Every file below a folder, with its content. */
function files(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

describe('the bytes', () => {
  it('the bytes are the same in two directories and for every order of the secondaries', () => {
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

  it('the bytes contain nothing of the machine', () => {
    const outdir = scratch();
    write(buildManifest(), outdir);
    const text = Object.values(files(outdir)).join('\n');
    for (const trace of [process.cwd(), outdir, 'stackTrace', 'stacktrace'])
      expect(text).not.toContain(trace);
  });
});

it('synth rejects an output folder that is a file, or is below one, and names it', () => {
  const file = join(scratch(), 'file');
  writeFileSync(file, 'mine');
  for (const outdir of [file, join(file, 'below')]) {
    expect(() => write(buildManifest(), outdir)).toThrow(UserError);
    expect(() => write(buildManifest(), outdir)).toThrow(outdir);
  }
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

describe('the folders of an earlier synth', () => {
  const anEarlierOutput = () => {
    const outdir = scratch();
    write(buildManifest({ secondaries: { a, b } }), outdir);
    for (const stack of ['secondary-a', 'secondary-b']) {
      mkdirSync(join(outdir, 'stacks', stack, '.terraform'));
      writeFileSync(join(outdir, 'stacks', stack, '.terraform.lock.hcl'), stack);
    }
    return outdir;
  };

  it('folders of removed stacks are deleted, and others keep the files of Terraform', () => {
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
    ['errored.tfstate', '{"resources":[{}]}'],
    ['errored.tfstate', '{"resou'],
    ['states/b.tfstate', '{"resources":[{}]}'],
    ['terraform.tfstate', '{"resources":[]}'],
    ['terraform.tfstate.backup', '{"resources":[{}]}'],
    ['terraform.tfstate.1700000000.backup', '{}'],
    ['terraform.tfstate.d/default/terraform.tfstate', '{}'],
    ['.terraform.tfstate.lock.info', '{}'],
    ['pulled.json', '{}'],
    ['notes.md', 'ours'],
    ['.env', 'A=b'],
    ['.terraformrc', ''],
  ])('synth stops, and writes nothing, if the folder of a removed stack holds %s', (path, content) => {
    const outdir = anEarlierOutput();
    const file = join(outdir, 'stacks', 'secondary-b', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const untouched = files(outdir);
    const named = expect.objectContaining({
      exitCode: 1,
      message: expect.stringContaining(path.split('/')[0]!),
    });
    expect(() => write(buildManifest({ secondaries: { a } }), outdir)).toThrow(named);
    expect(files(outdir)).toEqual(untouched);
  });

  it.each(['.terraform/terraform.tfstate', '.terraform/environment', 'plan', 'b.tfplan'])(
    'go with what Terraform and cdktf-cli make again: %s',
    (path) => {
      const outdir = anEarlierOutput();
      writeFileSync(join(outdir, 'stacks', 'secondary-b', path), '{"backend":{}}');
      write(buildManifest({ secondaries: { a } }), outdir);
      expect(existsSync(join(outdir, 'stacks', 'secondary-b'))).toBe(false);
    },
  );

  it('synth stops, and writes nothing, at folders that no synth wrote', () => {
    const outdir = scratch();
    mkdirSync(join(outdir, 'stacks', 'network', 'modules'), { recursive: true });
    const untouched = files(outdir);
    expect(() => write(buildManifest(), outdir)).toThrow(UserError);
    expect(files(outdir)).toEqual(untouched);
  });

  it('folders of removed stacks are deleted if only files of Terraform are left', () => {
    const outdir = anEarlierOutput();
    rmSync(join(outdir, 'stacks', 'secondary-b', 'cdk.tf.json'));
    write(buildManifest({ secondaries: { a } }), outdir);
    expect(existsSync(join(outdir, 'stacks', 'secondary-b'))).toBe(false);
  });

  it('under cdktf-cli the folders are emptied, because cdktf-cli fails if one is missing', () => {
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

/** Names in a stack's folder that Terraform or OpenTofu reads besides cdk.tf.json. */
const foreign = [
  'extra.tf',
  'extra.tf.json',
  'override.tf.json',
  'cdk_override.tf.json',
  'extra.tofu',
  'extra.tofu.json',
  'terraform.tfvars',
  'terraform.tfvars.json',
  'region.auto.tfvars',
  '.hidden.auto.tfvars.json',
  'production.tfvars',
  'main.tftest.hcl',
  '.terraformignore',
];
/** Names that neither reads: hidden files, backups of editors, other files. */
const harmless = [
  '.hidden.tf',
  'extra.tf~',
  '#extra.tf#',
  'README.md',
  'errored.tfstate',
  'plan',
  '.terraformrc',
];

describe('files that Terraform would read', () => {
  const withFile = (name: string) => {
    const outdir = scratch();
    write(buildManifest(), outdir);
    writeFileSync(join(outdir, 'stacks', 'main', name), '');
    return outdir;
  };

  it.each(foreign)('a file that Terraform reads stops synth and synth --check: %s', (name) => {
    const outdir = withFile(name);
    const path = join(outdir, 'stacks', 'main', name);
    const named = expect.objectContaining({ exitCode: 1, message: expect.stringContaining(path) });
    expect(() => write(buildManifest({ secondaries: { a } }), outdir)).toThrow(named);
    expect(existsSync(join(outdir, 'stacks', 'secondary-a'))).toBe(false);
    expect(compare(outdir)).toEqual([{ kind: 'foreign', text: expect.stringContaining(path) }]);
    expect(() => readStackFiles(outdir)).toThrow(path);
  });

  it.each(harmless)('Terraform does not read %s', (name) => {
    const outdir = withFile(name);
    write(buildManifest(), outdir);
    expect(compare(outdir)).toEqual([]);
    expect(readStackFiles(outdir)).toHaveLength(2);
    expect(existsSync(join(outdir, 'stacks', 'main', name))).toBe(true);
  });
});

describe('symbolic links in place of what a synth writes', () => {
  it.each([
    '.',
    'stacks',
    'stacks/main',
    'stacks/main/cdk.tf.json',
    'stacks/main/.terraform.lock.hcl',
    'manifest.json',
  ])('a symbolic link stops synth, synth --check and access --from: %s', (path) => {
    const [outdir, elsewhere] = [join(scratch(), 'cdktf.out'), scratch()];
    write(buildManifest(), outdir);
    writeFileSync(join(outdir, 'stacks/main/.terraform.lock.hcl'), '');
    renameSync(join(outdir, path), join(elsewhere, 'moved'));
    symlinkSync(join(elsewhere, 'moved'), join(outdir, path));
    const untouched = files(elsewhere);
    const named = expect.objectContaining({ message: expect.stringContaining(join(outdir, path)) });
    expect(() => write(buildManifest({ secondaries: { a } }), outdir)).toThrow(named);
    expect(files(elsewhere)).toEqual(untouched);
    expect(compare(outdir)).toContainEqual({
      kind: 'foreign',
      text: expect.stringContaining(join(outdir, path)),
    });
    expect(() => readStackFiles(outdir)).toThrow(named);
  });

  it('a symbolic link without a target stops synth', () => {
    const outdir = scratch();
    mkdirSync(join(outdir, 'stacks'));
    symlinkSync(join(outdir, 'nowhere'), join(outdir, 'stacks', 'main'));
    expect(() => write(buildManifest(), outdir)).toThrow(join(outdir, 'stacks', 'main'));
  });
});

it('synth --check ignores line ends', () => {
  const outdir = scratch();
  write(buildManifest(), outdir);
  for (const [path, text] of Object.entries(files(outdir))) {
    writeFileSync(join(outdir, path), text.replaceAll('\n', '\r\n'));
  }
  expect(compare(outdir)).toEqual([]);
});

function compare(outdir: string) {
  const expected = scratch();
  write(buildManifest(), expected);
  return compareOutputs(outdir, expected);
}

it("synth copies the root's lock file into every stack and replaces the one there", () => {
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

it('synth rejects HCL output, which the checks cannot read', () => {
  process.env.SYNTH_HCL_OUTPUT = 'true';
  const outdir = join(scratch(), 'cdktf.out');
  try {
    expect(() => write(buildManifest(), outdir)).toThrow(/--hcl/);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
  expect(existsSync(outdir)).toBe(false);
});
