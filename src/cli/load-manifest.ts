import { Exit } from '../errors';
import type { Manifest } from '../manifest/types';
import { maskedSource } from './check/masked-source';
import { prettyDiagnostic, prettyLine, summary } from './check/pretty';
import { type ManifestOption, readManifest } from './check/read-manifest';
import { log, useColors } from './print';

/**
 * The manifest that a command works on: `--manifest`, else TENDLC_MANIFEST, else config/accounts.yaml.
 * Prints errors in full to standard error and throws an Exit with code 1; without errors, prints each warning on a
 * line, unless `quiet`. Only `tendlc check` prints notes.
 */
export function loadManifest(which: ManifestOption = {}, { quiet = false } = {}): Manifest {
  const { manifest, diagnostics, file, source } = readManifest(which);
  const options = { colors: useColors(process.stderr) };
  if (manifest) {
    for (const item of diagnostics.filter(({ severity }) => severity === 'warning' && !quiet))
      log(`${prettyLine(item, options)}\n`);
    return manifest;
  }
  const shown = maskedSource(source, diagnostics);
  for (const item of diagnostics) log(`${prettyDiagnostic(item, shown, options)}\n\n`);
  log(`${file}: ${summary(diagnostics)}\n`);
  throw new Exit(1);
}
