export interface Outcome {
  what: string;
  noticed: boolean;
  /** Why it changes nothing, where it was not noticed. */
  reason?: string | undefined;
}

/** `semantic, documents of example: 1388 of 1388 noticed (100%)`, then what changes nothing, by reason. */
export function printScore(title: string, outcomes: readonly Outcome[]): void {
  const idle = outcomes.filter(({ noticed, reason }) => !noticed && reason !== undefined);
  const rest = outcomes.length - idle.length;
  const noticed = outcomes.filter((outcome) => outcome.noticed).length;
  const counts = new Map<string, number>();
  for (const { reason = '' } of idle) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const lines = [
    `${title}: ${noticed} of ${rest} noticed (${Math.floor((100 * noticed) / rest)}%)`,
    ...(idle.length > 0 ? [`  ${idle.length} more change nothing that anyone can do:`] : []),
    ...[...counts].map(([reason, count]) => `  ${String(count).padStart(5)}  ${reason}`),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
