import { posix } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { LOCK_FILE, STACK_FILE } from '../output-layout';
import { isObject, listOf, reasonOf } from './json';
import { type PlannedConfiguration, READ_TOO } from './planned-configuration';
import { parseConfig } from './stack-files';

/** Names of a saved plan's entries (hashicorp/terraform, internal/plans/planfile). */
const DATA = new Set(['tfplan', 'tfstate', 'tfstate-prev', LOCK_FILE]);
const MODULES = 'tfconfig/modules.json';
/** The root module's files; those of module KEY are in `tfconfig/m-KEY/`. */
const ROOT = 'tfconfig/m-/';

/** Larger than any plan of these stacks. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_ENTRIES = 1000;

/**
 * The configuration in a saved plan. Every entry is inflated, so that sizes and checksums are verified before Terraform
 * reads the file. Throws an Error with the reason if it is not a saved plan.
 */
export async function configurationOf(file: string, bytes: Buffer): Promise<PlannedConfiguration> {
  const entries = await inflate(bytes);
  for (const needed of ['tfplan', MODULES])
    if (!entries.has(needed)) throw new Error(`it is a zip file, but not a saved plan: it lacks ${needed}`);
  const others = [...entries.keys()].filter(
    (name) => name.startsWith('tfconfig/m-') && name !== `${ROOT}${STACK_FILE}`,
  );
  const stack = entries.get(`${ROOT}${STACK_FILE}`);
  return {
    source: file,
    ...(stack && { config: parseConfig(stack.toString('utf8'), `${file}: ${STACK_FILE}`) }),
    foreign: [
      ...others.map((name) => ({ path: name.slice('tfconfig/'.length), why: READ_TOO })),
      ...modulesOf(entries.get(MODULES)!),
    ],
  };
}

function modulesOf(bytes: Buffer): PlannedConfiguration['foreign'] {
  const modules = listOf(JSON.parse(bytes.toString('utf8')));
  return modules
    .filter((module) => !isObject(module) || module.Key !== '')
    .map((module) => ({ path: JSON.stringify(module), why: 'the plan has this module' }));
}

/** The entries by name; those that hold no configuration are empty. */
async function inflate(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await opened(bytes);
  if (zip.entryCount > MAX_ENTRIES) throw new Error(`it has ${zip.entryCount} entries`);
  const entries = new Map<string, Buffer>();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName;
    if (entries.has(name)) throw new Error(`the entry ${JSON.stringify(name)} is there twice`);
    if (!isKnown(name)) throw new Error(`a saved plan has no entry ${JSON.stringify(name)}`);
    total += entry.uncompressedSize;
    if (total > MAX_BYTES) throw new Error(`its entries have more than ${MAX_BYTES} bytes`);
    entries.set(name, await contentOf(zip, entry, name.startsWith('tfconfig/')));
  }
  return entries;
}

function isKnown(name: string): boolean {
  if (DATA.has(name) || name === MODULES) return true;
  return /^tfconfig\/m-[^/]*\/[^/]+$/.test(name) && posix.normalize(name) === name;
}

function opened(bytes: Buffer): Promise<ZipFile> {
  const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, options, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip
        .once('entry', resolve)
        .once('end', () => resolve(undefined))
        .once('error', reject);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function contentOf(zip: ZipFile, entry: Entry, keep: boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const parts: Buffer[] = [];
      let sum = 0;
      stream.on('data', (part: Buffer) => {
        sum = crc32(part, sum);
        if (keep) parts.push(part);
      });
      stream.on('end', () => {
        if (sum === entry.crc32) resolve(Buffer.concat(parts));
        else reject(new Error(`${entry.fileName}: its checksum is wrong`));
      });
      stream.on('error', (cause) => reject(new Error(`${entry.fileName}: ${reasonOf(cause)}`, { cause })));
    });
  });
}
