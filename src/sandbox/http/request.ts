/** A request as it came in, with its body complete. Header names are in lower case. */
export interface WireRequest {
  method: string;
  /** As sent: still percent-encoded, without the query. */
  path: string;
  query: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}
