import { byteAt, MalformedAmqpError, mapEntries, variableWidthContent } from './amqpEncoding';
import { messageSections, SECTION } from './messageSections';
import type { MessageSection } from './messageSections';

/** `message-format` of a message whose data sections are themselves encoded messages. */
export const BATCH_FORMAT = 0x80013700;

export const PARTITION_KEY_ANNOTATION = 'x-opt-partition-key';

/** An event as a publisher sent it; all buffers are encoded AMQP. */
export interface PublishedEvent {
  header: Buffer;
  /** Values of the message annotations by name. */
  annotations: Map<string, Buffer>;
  /** Properties, application properties, body and footer. */
  bareMessage: Buffer;
}

export interface PublishedBatch {
  partitionKey: string | undefined;
  events: PublishedEvent[];
}

const NULL = 0x40;

const NOTHING = Buffer.alloc(0);

const annotationsOf = (sections: readonly MessageSection[]): Map<string, Buffer> => {
  const annotations = new Map<string, Buffer>();
  for (const { code, value } of sections) {
    if (code !== SECTION.messageAnnotations) continue;
    for (const [key, content] of mapEntries(value))
      annotations.set(variableWidthContent(key).toString(), content);
  }
  return annotations;
};

const partitionKeyOf = (annotations: Map<string, Buffer>): string | undefined => {
  const key = annotations.get(PARTITION_KEY_ANNOTATION);
  return key === undefined || byteAt(key, 0) === NULL
    ? undefined
    : variableWidthContent(key).toString();
};

const eventOf = (sections: readonly MessageSection[]): PublishedEvent => ({
  header: sections.find(({ code }) => code === SECTION.header)?.bytes ?? NOTHING,
  annotations: annotationsOf(sections),
  bareMessage: Buffer.concat(
    sections.filter(({ code }) => code > SECTION.messageAnnotations).map(({ bytes }) => bytes),
  ),
});

/**
 * Reads what came in one transfer: a batch, unpacked into its events, or a single event. The
 * partition key of a batch stands on the message around it.
 *
 * @throws MalformedAmqpError
 */
export function readPublishedBatch(message: Buffer, format: number): PublishedBatch {
  const sections = messageSections(message);
  const partitionKey = partitionKeyOf(annotationsOf(sections));
  if (format !== BATCH_FORMAT) return { partitionKey, events: [eventOf(sections)] };

  const events = sections
    .filter(({ code }) => code === SECTION.data)
    .map(({ value }) => eventOf(messageSections(variableWidthContent(value))));
  if (events.length === 0) throw new MalformedAmqpError('a batch without events');
  return { partitionKey, events };
}
