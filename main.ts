/**
 * The CDKTF app: `npx cdktf synth`, `npx tendlc synth` and `node --import tsx main.ts` write the same bytes. Quiet,
 * because cdktf-cli prints everything on standard error as an error.
 */
import { loadManifest } from './src/cli/load-manifest';
import { reportError } from './src/cli/report-error';
import { outputDirectory } from './src/cli/synth/output';
import { delegate } from './src/delegation';
import { synthesize } from './stacks';

try {
  const manifest = loadManifest({}, { quiet: true });
  synthesize(manifest, delegate(manifest), outputDirectory());
} catch (error) {
  process.exitCode = reportError(error);
}
