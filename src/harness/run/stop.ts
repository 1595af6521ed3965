/** Why a run stops itself: AWS throttled it several times in a row, and production shares the quota. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
}
