import { inSandbox } from '../../in-sandbox';
import { OUTPUT_FOLDER, SANDBOX_OUTPUT } from '../../output-layout';

/** Where stacks are written: what was asked for, what cdktf-cli asks for, else CDKTF's own default. */
export function outputDirectory(option?: string): string {
  const usual = inSandbox() ? SANDBOX_OUTPUT : OUTPUT_FOLDER;
  return option ?? (process.env.CDKTF_OUTDIR || usual);
}
