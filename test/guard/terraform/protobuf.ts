/** As much of Protocol Buffers as plugin protocol 5 needs: varints and length-delimited fields. */
export type Field = [number: number, value: number | boolean | string | Buffer];

export function message(...fields: (Field | undefined)[]): Buffer {
  return Buffer.concat(fields.flatMap((field) => (field ? encodeField(field) : [])));
}

function encodeField([number, value]: Field): Buffer[] {
  if (typeof value === 'number' || typeof value === 'boolean')
    return [varint(number << 3), varint(Number(value))];
  const bytes = Buffer.from(value as string);
  return [varint((number << 3) | 2), varint(bytes.length), bytes];
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

/** Length-delimited fields by number; the last of each, which is all that requests hold. */
export function fieldsOf(bytes: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = next();
    if ((tag & 7) === 0) next();
    else {
      const length = next();
      at += length;
      fields.set(tag >> 3, bytes.subarray(at - length, at));
    }
  }
  return fields;
}
