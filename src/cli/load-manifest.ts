import pc from 'picocolors';
import type { Manifest } from '../manifest/types';
import { position, prettyDiagnostic, summary } from './check/pretty';
import { type ManifestOption, readManifest } from './check/read-manifest';
import { Exit } from './errors';

/**
 * The manifest that a command works on: `--manifest`, else TENDLC_MANIFEST, else config/accounts.yaml.
 * Errors are printed to standard error in full, and end the command with exit 1; without errors, warnings are
 * printed on a line each, and notes are left to `tendlc check`.
 */
export function loadManifest(options: ManifestOption = {}): Manifest {
  const { manifest, diagnostics, file, source } = readManifest(options);
  const colors = pc.createColors(useColors(process.stderr));
  if (manifest) {
    for (const item of diagnostics.filter(({ severity }) => severity === 'warning'))
      process.stderr.write(`${position(item)} ${colors.yellow(`warning ${item.code}`)} ${item.message}\n`);
    return manifest;
  }
  for (const item of diagnostics)
    process.stderr.write(`${prettyDiagnostic(item, source, { colors: useColors(process.stderr) })}\n\n`);
  process.stderr.write(`${file}: ${summary(diagnostics)}\n`);
  throw new Exit(1);
}

/** Colour for a person at a terminal only; https://no-color.org */
export function useColors(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
