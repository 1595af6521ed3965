import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../src/cli/check/aws';
import type { Inventory } from '../../src/cli/check/aws/inventory';
import { awsRules } from '../../src/cli/check/aws/rules';
import { fileRules } from '../../src/cli/check/file-rules';
import { quotaRules } from '../../src/cli/check/quota-rules';
import { quotaReport } from '../../src/cli/check/quotas';
import { readManifest } from '../../src/cli/check/read-manifest';
import { parseBase, parseManifest } from '../../src/manifest';
import { rules } from '../../src/manifest/rules';
import { sortByPosition } from '../../src/manifest/rules/report';
import type { Diagnostic } from '../../src/manifest/types';

const root = join(__dirname, '../corpus/manifests');

/** What stands beside a manifest of the corpus: what is expected, and what else the case needs. */
interface Beside {
  diagnostics: { code: string; start: string; end: string }[];
  /** There is no such file. */
  missing?: boolean;
  /** The manifest is this, rather than a file. */
  repeat?: { before?: string; text: string; times: number };
  /** Blanks are added up to this many bytes. */
  padTo?: number;
  /** So many secondaries are added. */
  moreSecondaries?: number;
  /** What the main account holds, by Region. */
  aws?: Record<string, Omit<Inventory, 'tier'> & Partial<Inventory>>;
}

export interface CorpusCase extends Beside {
  name: string;
  file: string;
}

export const broken = cases('broken');
export const good = cases('good');

function cases(folder: string): CorpusCase[] {
  const names = readdirSync(join(root, folder)).filter((name) => !name.endsWith('.base.yaml'));
  return [...new Set(names.map((name) => name.replace(/\.(?:yaml|json)$/, '')))].sort().map((name) => {
    const beside = join(root, folder, `${name}.json`);
    const expected: Beside = existsSync(beside)
      ? JSON.parse(readFileSync(beside, 'utf8'))
      : { diagnostics: [] };
    return { ...expected, name, file: join(root, folder, `${name}.yaml`) };
  });
}

export function sourceOf({ file, repeat, padTo, moreSecondaries = 0 }: CorpusCase): Buffer {
  if (repeat) return Buffer.from((repeat.before ?? '') + repeat.text.repeat(repeat.times));
  const written = readFileSync(file);
  if (padTo) return Buffer.concat([written, Buffer.alloc(padTo - written.length, ' ')]);
  const more = Array.from(
    { length: moreSecondaries },
    (_, index) =>
      `  more-${index}: {accountId: "${300_000_000_000 + index}", numbers: [alerts], principals: account}\n`,
  );
  return Buffer.concat([written, Buffer.from(more.join(''))]);
}

/** All that `tendlc check` says about a case; `without` leaves one rule out, `instead` is another text of the file. */
export function diagnose(item: CorpusCase, without?: string, instead?: Buffer): Diagnostic[] {
  const kept = <Rule extends { code: string }>(table: readonly Rule[]) =>
    table.filter(({ code }) => code !== without);
  if (item.missing) return readManifest({ manifest: item.file }, { fileRules: kept(fileRules) }).diagnostics;
  const basePath = item.file.replace(/yaml$/, 'base.yaml');
  const base = existsSync(basePath) ? parseBase(readFileSync(basePath), basePath) : undefined;
  const { manifest, diagnostics } = parseManifest(instead ?? sourceOf(item), item.file, {
    rules: kept(rules),
    base,
  });
  // With a rule of the manifest left out, a broken one may come through: nothing downstream can take it.
  if (!manifest || (without !== undefined && !/^TD[89]/.test(without))) return diagnostics;
  const regions = new Map(
    Object.entries(item.aws ?? {}).map(([region, inventory]) => [
      region,
      { tier: { tier: 'PRODUCTION' }, ...inventory },
    ]),
  );
  return sortByPosition([
    ...diagnostics,
    ...quotaReport(manifest, kept(quotaRules)).diagnostics,
    ...(item.aws ? compare({ manifest, regions }, kept(awsRules)) : []),
  ]);
}

export function found(diagnostics: readonly Diagnostic[]): Beside['diagnostics'] {
  return diagnostics.map(({ code, range: { start, end } }) => ({
    code,
    start: `${start.line}:${start.column}`,
    end: `${end.line}:${end.column}`,
  }));
}
