import { readFileSync } from 'node:fs';
import { gapTable, probeTable } from '../../scripts/docs/probe-table';
import schema from './report.schema.json';

const page = readFileSync('docs/verify.md', 'utf8');

it.each([
  ['probes', probeTable()],
  ['gaps', gapTable()],
])('docs/verify.md has the table of %s that their definitions give', (_, table) => {
  expect(page).toContain(table);
});

it('docs/verify.md describes every key of the JSON report', () => {
  const { probes, observations, notCovered, readiness, summary, ...top } = schema.properties;
  const keys = [
    ...Object.keys(top),
    ...Object.keys(summary.properties),
    ...[probes, observations, notCovered, readiness].flatMap(({ items }) => Object.keys(items.properties)),
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
