/**
 * Whether cdktf-cli started this process. It prints everything on standard error as an error, and asks for the output
 * in CDKTF_OUTDIR.
 */
export function underCdktf(): boolean {
  const { CDKTF_OUTDIR, CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS } = process.env;
  return Boolean(CDKTF_OUTDIR || CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS);
}
