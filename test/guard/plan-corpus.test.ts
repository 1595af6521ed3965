import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildIamModel, computeChanges } from '../../src/access';
import { guardPlans } from '../../src/guard/index';
import { parseManifest } from '../../src/manifest';
import type { Manifest } from '../../src/manifest/types';
import type { JsonObject } from '../../src/terraform/json';
import { planFrom } from '../../src/terraform/plan';
import { plannedResources } from '../../src/terraform/planned-stacks';
import { resourcesOfStacks } from '../../src/terraform/resources';
import { synthesized } from '../../src/terraform/synthesized';
import { legitimateChanges, tamperedChanges } from './plan-corpus-changes';

/** Made by scripts/plan-corpus.ts with the real Terraform and AWS provider. */
interface PlanRecord {
  name: string;
  right: 'pass' | 'fail';
  stack: string;
  manifest: string;
  configuration: string;
  plan: JsonObject;
}

const folder = join(__dirname, '../corpus/plans');
const records = readdirSync(folder)
  .filter((name) => name.endsWith('.json.gz'))
  .map((name): PlanRecord => JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
const legitimate = records.filter(({ right }) => right === 'pass');

/** The plans were made against the sandbox, whose providers and backend differ. */
beforeAll(() => {
  process.env.TENDLC_SANDBOX = '1';
});
afterAll(() => {
  delete process.env.TENDLC_SANDBOX;
});

test('guard judges every real plan rightly', () => {
  const wrong = records.flatMap(({ name, right, stack, manifest: text, configuration, plan }) => {
    const manifest = manifestOf(text);
    const config = JSON.parse(configuration) as JsonObject;
    const input = {
      stack,
      plan: planFrom(`${name}.json`, plan),
      configuration: { source: name, config, foreign: [] },
    };
    const { verdict, findings } = guardPlans(manifest, synthesized(manifest), [input]);
    const codes = [...new Set(findings.map(({ code }) => code))];
    return verdict === right ? [] : [{ name, right, verdict, codes }];
  });
  process.stdout.write(
    `real plans: ${legitimate.length} legitimate, ${records.length - legitimate.length} tampered, ${wrong.length} judged wrongly\n`,
  );
  expect(legitimate.length).toBeGreaterThanOrEqual(15);
  expect(records.length - legitimate.length).toBeGreaterThanOrEqual(25);
  expect(wrong).toEqual([]);
});

test('access lists the right kinds of changes for every legitimate plan', () => {
  const found = Object.fromEntries(legitimate.map((record) => [record.name, changesOf(record).join()]));
  expect(found).toEqual(legitimateChanges);
});

test.each(Object.entries(tamperedChanges))(
  'access lists the right kinds of changes for the tampered plan %s',
  (name, kinds) => {
    expect(changesOf(records.find((record) => record.name === name)!).join()).toBe(kinds);
  },
);

function manifestOf(text: string): Manifest {
  const { manifest, diagnostics } = parseManifest(text, 'corpus.yaml');
  if (!manifest) throw new Error(diagnostics.map(({ message }) => message).join());
  return manifest;
}

/** The kinds of changes that `access --plan` lists. */
function changesOf({ name, stack, manifest: text, plan }: PlanRecord): string[] {
  const manifest = manifestOf(text);
  const { before, after, given } = plannedResources(
    [{ stack, plan: planFrom(`${name}.json`, plan) }],
    resourcesOfStacks(synthesized(manifest)),
  );
  const unknownAccounts = new Set(
    manifest.secondaries.filter((one) => !given.has(one.stack)).map(({ accountId }) => accountId),
  );
  const side = (resources: typeof before) => ({
    manifest,
    model: buildIamModel(resources, manifest.main.partition),
    unknownAccounts,
  });
  const changes = computeChanges(side(before), side(after));
  return [...new Set(changes.map(({ kind }) => kind))];
}
