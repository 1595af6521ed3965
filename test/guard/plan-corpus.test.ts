import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { guardPlans } from '../../src/guard/index';
import { parseManifest } from '../../src/manifest';
import type { JsonObject } from '../../src/terraform/json';
import { planFrom } from '../../src/terraform/plan';
import { synthesized } from '../../src/terraform/synthesized';

/** Made by scripts/plan-corpus.ts with the real Terraform and AWS provider. */
interface Record {
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
  .map((name): Record => JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));

/** The plans were made against the sandbox, whose providers and backend differ. */
beforeAll(() => {
  process.env.TENDLC_SANDBOX = '1';
});
afterAll(() => {
  delete process.env.TENDLC_SANDBOX;
});

test('guard judges every real plan rightly', () => {
  const wrong = records.flatMap(({ name, right, stack, manifest: text, configuration, plan }) => {
    const { manifest } = parseManifest(text, 'corpus.yaml');
    const config = JSON.parse(configuration) as JsonObject;
    const input = {
      stack,
      plan: planFrom(`${name}.json`, plan),
      configuration: { source: name, config, foreign: [] },
    };
    const { verdict, findings } = guardPlans(manifest!, synthesized(manifest!), [input]);
    const codes = [...new Set(findings.map(({ code }) => code))];
    return verdict === right ? [] : [{ name, right, verdict, codes }];
  });
  const of = (right: string) => records.filter((record) => record.right === right).length;
  process.stdout.write(
    `real plans: ${of('pass')} legitimate, ${of('fail')} tampered, ${wrong.length} judged wrongly\n`,
  );
  expect(records.length).toBeGreaterThanOrEqual(30);
  expect(wrong).toEqual([]);
});
