import { join } from 'node:path';
import { inSandbox } from '../../in-sandbox';

/** Where stacks are written: what was asked for, what cdktf-cli asks for, else CDKTF's own default. */
export function outputDirectory(option?: string): string {
  const usual = inSandbox() ? join('.tendlc', 'sandbox', 'cdktf.out') : 'cdktf.out';
  return option ?? (process.env.CDKTF_OUTDIR || usual);
}
