import type { AwsError } from '../aws-error';

export interface Page<T> {
  items: T[];
  /** Where the next page begins. Absent on the last page. */
  next?: string;
}

/** A page of a list that keeps its order; the token is a position, opaque to clients. */
export function page<T>(
  list: readonly T[],
  size: number,
  token: string | undefined,
  invalid: () => AwsError,
): Page<T> {
  const start = token === undefined ? 0 : position(token);
  if (start === undefined || start > list.length) throw invalid();
  const items = list.slice(start, start + size);
  const end = start + items.length;
  return {
    items,
    next: end < list.length ? Buffer.from(`position:${end}`).toString('base64url') : undefined,
  };
}

function position(token: string): number | undefined {
  const match = /^position:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString());
  return match ? Number(match[1]) : undefined;
}
