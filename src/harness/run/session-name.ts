/** STS takes 64 characters. Alarm filters and CloudTrail queries may rely on the beginning. */
export function sessionName(who: string, runId: string): string {
  const name = who.replace(/[^\w+=,.@-]/g, '-');
  return `tendlc-verify-${name.slice(0, 49 - runId.length)}-${runId}`;
}
