import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, STACK_FILE, STACKS_FOLDER, stackFolder } from './output-layout';

/** What lies in an output folder, and whose it is. Read without following symbolic links. */
export interface OutputInventory {
  /** Every folder below `stacks/`, sorted by name. */
  stacks: StackInventory[];
  /** Symbolic links, files and folders in the place of what a synth writes. */
  replaced: ReplacedPath[];
}

export interface StackInventory {
  stack: string;
  hasStackFile: boolean;
  /** Files of others that Terraform or OpenTofu reads besides `cdk.tf.json`. Names in the stack's folder. */
  read: string[];
  /** What a synth must not delete: states and their backups, files of people. Names in the stack's folder. */
  kept: string[];
}

interface ReplacedPath {
  path: string;
  is: 'a symbolic link' | 'a file' | 'a folder';
}

/** A synth, `terraform init`, `terraform plan -out` or `cdktf deploy` (which saves its plan as `plan`) makes these again. */
function isRemovable(name: string): boolean {
  return [STACK_FILE, LOCK_FILE, '.terraform', 'plan'].includes(name) || name.endsWith('.tfplan');
}

/** An output that is not there has no stacks. */
export function inventoryOf(output: string): OutputInventory {
  const stacksFolder = join(output, STACKS_FOLDER);
  const top = [output, stacksFolder].flatMap((folder) => replaced(folder, 'folder')).slice(0, 1);
  if (top.length > 0) return { stacks: [], replaced: top };
  const manifest = replaced(join(output, 'manifest.json'), 'file');
  if (!lstat(stacksFolder)) return { stacks: [], replaced: manifest };
  const names = readdirSync(stacksFolder).sort();
  const folders = names.filter((name) => lstatSync(stackFolder(output, name)).isDirectory());
  return {
    stacks: folders.map((stack) => stackInventory(stackFolder(output, stack), stack)),
    replaced: [
      ...manifest,
      ...names.flatMap((name) => links(join(stacksFolder, name))),
      ...folders.flatMap((stack) =>
        [STACK_FILE, LOCK_FILE].flatMap((name) => replaced(join(stacksFolder, stack, name), 'file')),
      ),
    ],
  };
}

function stackInventory(folder: string, stack: string): StackInventory {
  const entries = readdirSync(folder, { withFileTypes: true });
  return {
    stack,
    hasStackFile: entries.some(({ name }) => name === STACK_FILE),
    read: entries
      .filter((entry) => !entry.isDirectory() && entry.name !== STACK_FILE && terraformReads(entry.name))
      .map(({ name }) => name)
      .sort(),
    kept: entries
      .map(({ name }) => name)
      .filter((name) => !isRemovable(name))
      .sort(),
  };
}

/**
 * Terraform and OpenTofu read every configuration file of a folder except hidden ones and editors' backups, let
 * override files win, and take values of variables from `terraform.tfvars` and `*.auto.tfvars`, hidden or not
 * (hashicorp/terraform, internal/configs/parser_config_dir.go and internal/backend/arguments). Other `.tfvars` files
 * count too: they are there to be passed. `.terraformignore` decides what a cloud backend uploads.
 */
function terraformReads(name: string): boolean {
  if (/\.tfvars(\.json)?$/.test(name) || name === '.terraformignore') return true;
  const ignored = name.startsWith('.') || name.endsWith('~') || /^#.*#$/.test(name);
  return !ignored && /(\.(tf|tofu)(\.json)?|\.(tftest|tofutest|tfmock|tfquery)\.(hcl|json))$/.test(name);
}

function replaced(path: string, expected: 'file' | 'folder'): ReplacedPath[] {
  const found = lstat(path);
  if (!found || found.isSymbolicLink()) return links(path);
  if (expected === 'folder') return found.isDirectory() ? [] : [{ path, is: 'a file' }];
  return found.isDirectory() ? [{ path, is: 'a folder' }] : [];
}

function links(path: string): ReplacedPath[] {
  return lstat(path)?.isSymbolicLink() ? [{ path, is: 'a symbolic link' }] : [];
}

/** Undefined if there is nothing, or a file is where a folder on the way should be. */
function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Sentences for a person, in the order of the paths; empty if Terraform reads only what a synth writes. */
export function foreignFiles(output: string, { stacks, replaced }: OutputInventory): string[] {
  return [
    ...replaced.map(({ path, is }) => `${path} is ${is}, and a synth does not write that`),
    ...stacks.flatMap(({ stack, read }) =>
      read.map(
        (name) =>
          `${join(stackFolder(output, stack), name)}: Terraform reads this file too, and a synth does not write it`,
      ),
    ),
  ];
}
