import { inSandbox } from '../../in-sandbox';
import { OUTPUT_FOLDER, SANDBOX_OUTPUT } from '../../output-layout';

/** Where stacks are written: `--output`, CDKTF_OUTDIR as cdktf-cli sets it, or CDKTF's default. */
export function outputDirectory(option?: string): string {
  const usual = inSandbox() ? SANDBOX_OUTPUT : OUTPUT_FOLDER;
  return option ?? (process.env.CDKTF_OUTDIR || usual);
}
