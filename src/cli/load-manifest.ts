import { Exit } from '../errors';
import type { Manifest } from '../manifest/types';
import { prettyDiagnostic, prettyLine, summary } from './check/pretty';
import { type ManifestOption, readManifest } from './check/read-manifest';

/**
 * The manifest that a command works on: `--manifest`, else TENDLC_MANIFEST, else config/accounts.yaml.
 * Errors are printed to standard error in full, and end the command with exit 1; without errors, warnings are
 * printed on a line each, and notes are left to `tendlc check`.
 */
export function loadManifest(which: ManifestOption = {}): Manifest {
  const { manifest, diagnostics, file, source } = readManifest(which);
  const options = { colors: useColors(process.stderr) };
  if (manifest) {
    for (const item of diagnostics.filter(({ severity }) => severity === 'warning'))
      process.stderr.write(`${prettyLine(item, options)}\n`);
    return manifest;
  }
  for (const item of diagnostics) process.stderr.write(`${prettyDiagnostic(item, source, options)}\n\n`);
  process.stderr.write(`${file}: ${summary(diagnostics)}\n`);
  throw new Exit(1);
}

/** Colour for a person at a terminal only; https://no-color.org */
export function useColors(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
