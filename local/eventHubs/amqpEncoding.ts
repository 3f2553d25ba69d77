/** Thrown when bytes are not an AMQP 1.0 encoding. */
export class MalformedAmqpError extends Error {
  override readonly name = 'MalformedAmqpError';

  constructor(what: string, options?: ErrorOptions) {
    super(`Not an AMQP 1.0 message: ${what}.`, options);
  }
}

/** @throws MalformedAmqpError past the end. */
export function byteAt(buffer: Buffer, position: number): number {
  const byte = buffer[position];
  if (byte === undefined) throw new MalformedAmqpError('it ends early');
  return byte;
}

/** @throws MalformedAmqpError past the end. */
export function uint32At(buffer: Buffer, position: number): number {
  if (position + 4 > buffer.length) throw new MalformedAmqpError('it ends early');
  return buffer.readUInt32BE(position);
}

const DESCRIBED = 0x00;

/** Widths of the fixed-width categories 0x4_ to 0x9_ (AMQP 1.0, part 1, section 1.2). */
const FIXED_WIDTHS = [0, 1, 2, 4, 8, 16];

const primitiveEnd = (buffer: Buffer, start: number): number => {
  const category = byteAt(buffer, start) >> 4;
  const fixedWidth = FIXED_WIDTHS[category - 4];
  if (fixedWidth !== undefined) return start + 1 + fixedWidth;
  // From 0xA_ on, even categories give their size in one byte, odd ones in four.
  if (category >= 0xa)
    return category % 2 === 0
      ? start + 2 + byteAt(buffer, start + 1)
      : start + 5 + uint32At(buffer, start + 1);
  throw new MalformedAmqpError(`no type has the code ${byteAt(buffer, start)}`);
};

/** Where the value (with its descriptors) that begins at `start` ends. */
export function valueEnd(buffer: Buffer, start: number): number {
  let position = start;
  while (byteAt(buffer, position) === DESCRIBED) position = primitiveEnd(buffer, position + 1);
  const end = primitiveEnd(buffer, position);
  if (end > buffer.length) throw new MalformedAmqpError('it ends early');
  return end;
}

/** The content of a string, symbol or binary value (all have a size and then bytes). */
export function variableWidthContent(value: Buffer): Buffer {
  switch (byteAt(value, 0)) {
    case 0xa0:
    case 0xa1:
    case 0xa3:
      return value.subarray(2);
    case 0xb0:
    case 0xb1:
    case 0xb3:
      return value.subarray(5);
    default:
      throw new MalformedAmqpError('expected a string, a symbol or bytes');
  }
}

/** The keys and values of a map, each still encoded. */
export function mapEntries(map: Buffer): [key: Buffer, value: Buffer][] {
  const code = byteAt(map, 0);
  if (code !== 0xc1 && code !== 0xd1) throw new MalformedAmqpError('expected a map');
  const entries: [Buffer, Buffer][] = [];
  let position = code === 0xc1 ? 3 : 9;
  while (position < map.length) {
    const keyEnd = valueEnd(map, position);
    const end = valueEnd(map, keyEnd);
    entries.push([map.subarray(position, keyEnd), map.subarray(keyEnd, end)]);
    position = end;
  }
  return entries;
}

const variableWidth = (smallCode: number, largeCode: number, text: string): Buffer => {
  const bytes = Buffer.byteLength(text);
  const header = bytes < 256 ? 2 : 5;
  const value = Buffer.allocUnsafe(header + bytes);
  if (header === 2) {
    value.writeUInt8(smallCode, 0);
    value.writeUInt8(bytes, 1);
  } else {
    value.writeUInt8(largeCode, 0);
    value.writeUInt32BE(bytes, 1);
  }
  value.write(text, header);
  return value;
};

export const encodeString = (text: string): Buffer => variableWidth(0xa1, 0xb1, text);

export const encodeSymbol = (text: string): Buffer => variableWidth(0xa3, 0xb3, text);

const encodeInt64 = (code: number, value: number): Buffer => {
  const encoded = Buffer.allocUnsafe(9);
  encoded.writeUInt8(code, 0);
  encoded.writeBigInt64BE(BigInt(value), 1);
  return encoded;
};

export const encodeLong = (value: number): Buffer => encodeInt64(0x81, value);

/** `milliseconds` since 1970. */
export const encodeTimestamp = (milliseconds: number): Buffer => encodeInt64(0x83, milliseconds);

/** A message section that is a map; `code` names the section, `values` are keys and values in turn. */
export function encodeMapSection(code: number, values: readonly Buffer[]): Buffer {
  let size = 4;
  for (const value of values) size += value.length;
  const head = Buffer.allocUnsafe(12);
  head.writeUInt8(DESCRIBED, 0);
  head.writeUInt8(0x53, 1);
  head.writeUInt8(code, 2);
  head.writeUInt8(0xd1, 3);
  head.writeUInt32BE(size, 4);
  head.writeUInt32BE(values.length, 8);
  return Buffer.concat([head, ...values]);
}
