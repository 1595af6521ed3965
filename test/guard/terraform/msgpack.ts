/** As much of MessagePack as Terraform's wire format uses (docs/plugin-protocol/object-wire-format.md). */
export const UNKNOWN: unique symbol = Symbol('unknown');

export function decode(bytes: Buffer): unknown {
  let at = 0;
  const take = (length: number): Buffer => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const uint = (length: number): number => take(length).readUIntBE(0, length);
  const list = (length: number): unknown[] => Array.from({ length }, read);
  const map = (length: number): unknown => Object.fromEntries(Array.from({ length }, () => [read(), read()]));
  const extension = (length: number): typeof UNKNOWN => {
    take(length + 1);
    return UNKNOWN;
  };
  const table: Record<number, () => unknown> = {
    192: () => null,
    194: () => false,
    195: () => true,
    196: () => take(uint(1)),
    199: () => extension(uint(1)),
    202: () => take(4).readFloatBE(),
    203: () => take(8).readDoubleBE(),
    204: () => uint(1),
    205: () => uint(2),
    206: () => uint(4),
    207: () => Number(take(8).readBigUInt64BE()),
    208: () => take(1).readInt8(),
    209: () => take(2).readInt16BE(),
    210: () => take(4).readInt32BE(),
    211: () => Number(take(8).readBigInt64BE()),
    212: () => extension(1),
    213: () => extension(2),
    217: () => take(uint(1)).toString(),
    218: () => take(uint(2)).toString(),
    219: () => take(uint(4)).toString(),
    220: () => list(uint(2)),
    222: () => map(uint(2)),
  };
  function read(): unknown {
    const tag = uint(1);
    if (tag <= 0x7f) return tag;
    if (tag <= 0x8f) return map(tag & 0x0f);
    if (tag <= 0x9f) return list(tag & 0x0f);
    if (tag <= 0xbf) return take(tag & 0x1f).toString();
    if (tag >= 0xe0) return tag - 0x100;
    const reader = table[tag];
    if (!reader) throw new Error(`MessagePack tag ${tag.toString(16)}`);
    return reader();
  }
  return read();
}

export function encode(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (value === UNKNOWN) return Buffer.from([0xd4, 0, 0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') return head(0xce, 4, value);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([head(0xdb, 4, text.length), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([head(0xdc, 2, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    head(0xde, 2, entries.length),
    ...entries.flatMap(([key, item]) => [encode(key), encode(item)]),
  ]);
}

function head(tag: number, length: number, value: number): Buffer {
  const bytes = Buffer.alloc(length + 1);
  bytes[0] = tag;
  bytes.writeUIntBE(value, 1, length);
  return bytes;
}
