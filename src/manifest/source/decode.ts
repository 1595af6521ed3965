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
  return { ...decoded, invalidAt: firstDifference(buffer, decoded) };
}

function withoutMark<T extends object>(plain: T, text: string) {
  return text.startsWith('\ufeff')
    ? { ...plain, text: text.slice(1), byteOrderMark: true }
    : { ...plain, text };
}

/** The replacement character may also have been written on purpose: only where encoding it back differs is it ours. */
function firstDifference(buffer: Buffer, decoded: { text: string; byteOrderMark: boolean }): number {
  let offset = decoded.byteOrderMark ? 3 : 0;
  for (let index = 0; index < decoded.text.length; index++) {
    const character = String.fromCodePoint(decoded.text.codePointAt(index)!);
    const encoded = Buffer.from(character);
    if (buffer.compare(encoded, 0, encoded.length, offset, offset + encoded.length) !== 0) return index;
    offset += encoded.length;
    index += character.length - 1;
  }
  return decoded.text.length;
}
