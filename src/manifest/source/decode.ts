import { isUtf8 } from 'node:buffer';

/** Larger than any manifest a person edits; refused before anything is parsed. */
export const maximumBytes = 10 * 1024 * 1024;

/** The text of the file, and what was odd about its bytes; offsets count characters of `text`. */
export interface DecodedSource {
  text: string;
  bytes: number;
  tooLarge: boolean;
  /** Offset of the first byte sequence that is not UTF-8. */
  invalidAt?: number;
  /** Byte order mark of another encoding. */
  otherEncoding?: 'UTF-16';
  byteOrderMark: boolean;
}

export function decode(source: string | Buffer): DecodedSource {
  const buffer = typeof source === 'string' ? undefined : source;
  const bytes = buffer ? buffer.length : Buffer.byteLength(source);
  const plain = { bytes, tooLarge: bytes > maximumBytes, byteOrderMark: false };
  if (plain.tooLarge) return { ...plain, text: '' };
  if (!buffer) return withoutMark(plain, source as string);
  if (
    buffer.length > 1 &&
    ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff))
  )
    return { ...plain, text: '', otherEncoding: 'UTF-16', invalidAt: 0 };
  const text = buffer.toString('utf8');
  const decoded = withoutMark(plain, text);
  if (isUtf8(buffer)) return decoded;
  return { ...decoded, invalidAt: firstInvalid(buffer, decoded.byteOrderMark) };
}

function withoutMark<T extends object>(plain: T, text: string) {
  return text.startsWith('\ufeff')
    ? { ...plain, text: text.slice(1), byteOrderMark: true }
    : { ...plain, text };
}

/** Offset in the decoded text of the first byte sequence that is not UTF-8, by bisection. */
function firstInvalid(buffer: Buffer, byteOrderMark: boolean): number {
  let [valid, invalid] = [0, buffer.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodePrefix(buffer, middle) === undefined) invalid = middle;
    else valid = middle;
  }
  const before = decodePrefix(buffer, valid) ?? '';
  return before.length - (byteOrderMark && before !== '' ? 1 : 0);
}

/** Undefined where the bytes are not UTF-8; a sequence that the end cuts is left out. */
function decodePrefix(buffer: Buffer, end: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, end), {
      stream: true,
    });
  } catch {
    return undefined;
  }
}
