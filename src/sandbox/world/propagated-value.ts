/**
 * A value whose changes take effect late, as in IAM ("eventually consistent", IAM User Guide,
 * troubleshoot_general). With no delay only the last value is kept.
 */
export class PropagatedValue<T> {
  private history: { at: number; value: T }[] = [];

  set(value: T, at: number, keepSince: number): void {
    this.history.push({ at, value });
    // Of the values before keepSince only the last is still in effect.
    let drop = 0;
    while (drop + 1 < this.history.length && this.history[drop + 1]!.at <= keepSince) drop += 1;
    if (drop > 0) this.history.splice(0, drop);
  }

  /** The current value counts as in effect from the beginning. */
  settle(): void {
    this.history = this.history.slice(-1).map(({ value }) => ({ at: Number.NEGATIVE_INFINITY, value }));
  }

  /** The value as it was at that time; undefined before the first. */
  at(time: number): T | undefined {
    for (let index = this.history.length - 1; index >= 0; index -= 1) {
      const entry = this.history[index]!;
      if (entry.at <= time) return entry.value;
    }
    return undefined;
  }
}
