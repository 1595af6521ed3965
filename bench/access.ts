/**
 * Measures the full question set of `tendlc access` for 250, 1,000 and 2,000 secondaries with 25 numbers each, from
 * documents in memory. Time and memory should grow in proportion to the accounts. The proof that all documents agree
 * may add at most 0.3 times what the questions cost.
 * Run: node --expose-gc --import tsx bench/access.ts
 */

import { disagreements } from '../src/access/agreement';
import { buildIamModel } from '../src/access/iam-model/index';
import { computeMatrix } from '../src/access/matrix';
import { disagrees } from '../src/access/model';
import { delegate } from '../src/delegation';
import { parseManifest } from '../src/manifest';
import type { Manifest } from '../src/manifest/types';
import { delegatedResources } from '../test/access/mutation/delegated-resources';

const NUMBERS = 25;

function manifestOf(secondaries: number): Manifest {
  const numbers = Array.from({ length: NUMBERS }, (_, index) => {
    const hex = index.toString(16).padStart(32, '0');
    return `    number-${index}: { phoneNumber: "+1206555${String(1000 + index)}", phoneNumberId: phone-${hex} }`;
  });
  const accounts = Array.from({ length: secondaries }, (_, index) =>
    [
      `  account-${index}:`,
      `    accountId: "${String(200_000_000_000 + index)}"`,
      `    numbers: [${numbers.map((_, number) => `number-${number}`).join(', ')}]`,
      '    principals: [role/app-notifier]',
      '    externalId: "{account}-10dlc"',
    ].join('\n'),
  );
  const source = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  numbers:
${numbers.join('\n')}
secondaries:
${accounts.join('\n')}
verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
`;
  const { manifest, diagnostics } = parseManifest(source, 'bench.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  return manifest;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const rows = [250, 1000, 2000].map((secondaries) => {
  const manifest = manifestOf(secondaries);
  const resources = delegatedResources(manifest, delegate(manifest));
  const before = heap();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const model = buildIamModel(resources, manifest.main.partition);
  const { cells } = computeMatrix(manifest, model);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const megabytes = (heap() - before) / 2 ** 20;
  const proofStart = process.cpuUsage();
  if (disagreements(manifest, model, cells).length > 0) throw new Error('the proof fails');
  const proof = process.cpuUsage(proofStart);
  const questions = user + system - proof.user - proof.system;
  const withProof = (user + system) / questions;
  if (withProof > 1.3) throw new Error(`the proof makes it ${withProof.toFixed(2)} times as expensive`);
  if (cells.some(disagrees)) throw new Error('policies and manifest disagree');
  return {
    secondaries,
    questions: cells.length,
    seconds: seconds.toFixed(2),
    'CPU seconds': ((user + system) / 1e6).toFixed(2),
    'with proof / without': withProof.toFixed(2),
    'ms a secondary': ((1000 * seconds) / secondaries).toFixed(2),
    'heap, MB': megabytes.toFixed(0),
    'KB a secondary': ((1024 * megabytes) / secondaries).toFixed(0),
  };
});
console.table(rows);
