import { GAPS, PROBES, type ProbeName, probeNames } from '../../src/harness';

/** The tables of docs/verify.md: every probe, and every gap that is not a probe. */
export function probeTable(): string {
  const rows = probeNames.map((name: ProbeName) => {
    const { documentation, expected } = PROBES[name];
    return `| \`${name}\` | ${documentation.caller} | ${documentation.proves} | ${expected} |`;
  });
  return ['| probe | caller | proves | expected |', '|---|---|---|---|', ...rows].join('\n');
}

export function gapTable(): string {
  const rows = Object.entries(GAPS).map(([name, { documentation }]) => `| \`${name}\` | ${documentation} |`);
  return ['| gap | an untested part |', '|---|---|', ...rows].join('\n');
}
