import {
  type AccessReport,
  buildIamModel,
  computeChanges,
  computeMatrix,
  disagrees,
  type IamModel,
  pinpointReach,
  scopeLimits,
  unsupportedStatements,
} from '../../access';
import { type Base, readBase } from '../../base';
import { Exit, UserError } from '../../errors';
import { parseManifest } from '../../manifest';
import type { Manifest } from '../../manifest/types';
import { readPlan } from '../../terraform/plan';
import { type PlannedStack, plannedResources } from '../../terraform/planned-stacks';
import { problemText } from '../../terraform/problem';
import { type Resource, resourcesOfStacks } from '../../terraform/resources';
import { readStackFiles, type StackFile } from '../../terraform/stack-files';
import { synthesized } from '../../terraform/synthesized';
import { unsupportedParts } from '../../terraform/unsupported-parts';
import type { AccessOptions } from '../commands/access';
import { loadManifest } from '../load-manifest';
import { print } from '../print';
import { accessFormats } from './formats';

/** Exit 1 if policies and manifest disagree, and with `--exit-code` on a change. */
export async function runAccess(options: AccessOptions): Promise<void> {
  for (const name of ['base', 'from'] as const) {
    // A pipeline passes this if its variable is not set.
    if (options[name] === '') throw new UserError(`--${name} is empty: it needs a value`);
  }
  if (options.base && options.plan) {
    throw new UserError('--base and --plan both say what to compare with: give one of them');
  }
  const report = accessReport(options);
  for (const part of await accessFormats[options.format](report)) print(part);
  if (report.problems.length > 0 || report.cells.some(disagrees)) throw new Exit(1);
  if (options.exitCode && report.difference && report.difference.changes.length > 0) throw new Exit(1);
}

function accessReport(options: AccessOptions): AccessReport {
  const manifest = loadManifest(options);
  const files = options.from ? readStackFiles(options.from) : synthesized(manifest);
  const resources = resourcesOfStacks(files);
  const source = options.from ? `the policies in ${options.from}` : 'the policies of a fresh synthesis';
  const planned = options.plan && plannedResources(options.plan.map(planOf), resources);
  const model = documentsOf(manifest, planned?.after ?? resources);
  const { cells, problems } = computeMatrix(manifest, model);
  const report: AccessReport = {
    manifest,
    source,
    cells,
    problems: [...unsupportedParts(files), ...(planned?.partial ?? []), ...problems],
    opens: pinpointReach(manifest),
    notSeen: scopeLimits(manifest, cells),
  };
  if (planned) return withPlan(report, model, planned);
  return options.base ? withBase(report, model, readBase(options.base, manifest.file)) : report;
}

/** `STACK=FILE`, or a file whose stack is found by what it plans. */
function planOf(text: string): PlannedStack {
  const [, stack, file = text] = /^([A-Za-z0-9_.-]+)=(.+)$/.exec(text) ?? [];
  return { plan: readPlan(file), ...(stack && { stack }) };
}

function withPlan(
  report: AccessReport,
  model: IamModel,
  { before, given, missing }: ReturnType<typeof plannedResources>,
): AccessReport {
  const { manifest } = report;
  const earlier = documentsOf(manifest, before);
  const unknownAccounts = new Set(
    manifest.secondaries.filter(({ stack }) => !given.has(stack)).map(({ accountId }) => accountId),
  );
  const changes = computeChanges(
    { manifest, model: earlier, unknownAccounts },
    { manifest, model, unknownAccounts },
  );
  const taken = missing.map(
    (stack) =>
      `stack ${stack}: without a plan, access assumes it as the manifest gives it, and the right to assume the role`,
  );
  return {
    ...report,
    source: "the policies in Terraform's plans",
    notSeen: [...taken, ...notJudged(earlier), ...report.notSeen],
    difference: { title: "the plans' prior state", changes, before: manifest },
  };
}

function withBase(report: AccessReport, model: IamModel, base: Base): AccessReport {
  const { manifest, broken } = manifestOf(base);
  const earlier = manifest ?? report.manifest;
  // Without a manifest that can be read, and without an output, there was no access: everything is gained.
  const files = base.output ?? (manifest ? synthesized(manifest) : []);
  const before = { manifest: earlier, model: documentsOf(earlier, resourcesOfStacks(files)) };
  return {
    ...report,
    notSeen: [...broken, ...notJudged(before.model, files), ...report.notSeen],
    difference: {
      title: titleOf(base, manifest),
      changes: computeChanges(before, { manifest: report.manifest, model }),
      before: earlier,
    },
  };
}

function titleOf(base: Base, manifest: Manifest | undefined): string {
  if (base.output) return `the committed output of ${base.name}`;
  if (manifest) return `${base.name}, as this version would generate it`;
  return `${base.name}, which has no manifest that can be read`;
}

/** A manifest with errors is compared like none, and a note says why. */
function manifestOf({ name, manifest: read }: Base): { manifest?: Manifest; broken: string[] } {
  if (!read) return { broken: [`${name} has no manifest`] };
  const { manifest, diagnostics } = parseManifest(read.source, read.file);
  if (manifest) return { manifest, broken: [] };
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const where = first ? `:${first.range.start.line}:${first.range.start.column} ${first.message}` : '';
  return {
    broken: [`the manifest of the base has errors, so it is compared like none: ${read.file}${where}`],
  };
}

/** Lists the parts of the base that access could not evaluate. They do not fail the current side. */
function notJudged(model: IamModel, files: readonly StackFile[] = []): string[] {
  return [...unsupportedParts(files), ...model.problems, ...unsupportedStatements(model)].map(
    (problem) => `not evaluated in the base: ${problemText(problem)}`,
  );
}

function documentsOf(manifest: Manifest, resources: readonly Resource[]): IamModel {
  return buildIamModel(resources, manifest.main.partition);
}
