/** `tendlc sandbox` sets TENDLC_SANDBOX=1. Every value except empty and 0 counts, so that a rehearsal never writes real output. */
export function inSandbox(): boolean {
  return !['', '0', undefined].includes(process.env.TENDLC_SANDBOX);
}
