import { readFileSync } from 'node:fs';
import { probeNames } from '../../src/harness';
import schema from './report.schema.json';

const page = readFileSync('docs/verify.md', 'utf8');

it('docs/verify.md describes every probe', () => {
  expect(probeNames.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('docs/verify.md describes every key of the JSON report', () => {
  const { probes, observations, notCovered, summary, ...top } = schema.properties;
  const keys = [
    ...Object.keys(top),
    ...Object.keys(summary.properties),
    ...[probes, observations, notCovered].flatMap(({ items }) => Object.keys(items.properties)),
  ];
  expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
});

it('docs/verify.md describes every option of the command', async () => {
  const { verifyCommand } = await import('../../src/cli/commands/verify');
  const options = verifyCommand().options.flatMap(({ long }) =>
    long && long !== '--manifest' ? [long] : [],
  );
  expect(options.filter((long) => !page.includes(long))).toEqual([]);
});
