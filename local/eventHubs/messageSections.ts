import { byteAt, MalformedAmqpError, uint32At, valueEnd } from './amqpEncoding';

/** Section codes (AMQP 1.0, part 3, section 3.2). */
export const SECTION = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  data: 0x75,
} as const;

/** One section of an encoded message. */
export interface MessageSection {
  code: number;
  /** The whole section, descriptor included. */
  bytes: Buffer;
  /** The value without its descriptor. */
  value: Buffer;
}

const sectionCode = (message: Buffer, start: number): number => {
  switch (byteAt(message, start)) {
    case 0x53:
      return byteAt(message, start + 1);
    case 0x80:
      return uint32At(message, start + 1) * 2 ** 32 + uint32At(message, start + 5);
    default:
      throw new MalformedAmqpError('a section has no numeric descriptor');
  }
};

/**
 * Cuts an encoded message into its sections. They are views, nothing is decoded: so what a
 * publisher sent reaches consumers with every type and byte as it was.
 *
 * @throws MalformedAmqpError
 */
export function messageSections(message: Buffer): MessageSection[] {
  const sections: MessageSection[] = [];
  for (let start = 0; start < message.length;) {
    if (byteAt(message, start) !== 0) throw new MalformedAmqpError('expected a section');
    const end = valueEnd(message, start);
    const valueStart = valueEnd(message, start + 1);
    sections.push({
      code: sectionCode(message, start + 1),
      bytes: message.subarray(start, end),
      value: message.subarray(valueStart, end),
    });
    start = end;
  }
  return sections;
}
