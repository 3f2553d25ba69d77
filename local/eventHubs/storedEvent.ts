import {
  encodeLong,
  encodeMapSection,
  encodeString,
  encodeSymbol,
  encodeTimestamp,
} from './amqpEncoding';
import { SECTION } from './messageSections';
import { PARTITION_KEY_ANNOTATION } from './publishedEvent';
import type { PublishedEvent } from './publishedEvent';

/** Where an event stands in its partition. */
export interface EventPlace {
  sequenceNumber: number;
  /** Position in bytes from the first event that the partition ever had. */
  offset: number;
  /** Milliseconds since 1970. */
  enqueuedTime: number;
}

/** An event with its place, ready to be sent. */
export interface StoredEvent extends EventPlace {
  /** The encoded message: header, message annotations, bare message. */
  message: Buffer;
  /** Bytes of `message` that are the header. */
  headerLength: number;
}

const SEQUENCE_NUMBER = encodeSymbol('x-opt-sequence-number');
const OFFSET = encodeSymbol('x-opt-offset');
const ENQUEUED_TIME = encodeSymbol('x-opt-enqueued-time');
const PARTITION_KEY = encodeSymbol(PARTITION_KEY_ANNOTATION);

const SET_BY_SERVICE = new Set([
  'x-opt-sequence-number',
  'x-opt-offset',
  'x-opt-enqueued-time',
  PARTITION_KEY_ANNOTATION,
]);

/** Gives an event its place and its system annotations; a publisher's own annotations stay. */
export function storeEvent(
  event: PublishedEvent,
  place: EventPlace,
  partitionKey: string | undefined,
): StoredEvent {
  const annotations = [
    SEQUENCE_NUMBER,
    encodeLong(place.sequenceNumber),
    OFFSET,
    encodeString(String(place.offset)),
    ENQUEUED_TIME,
    encodeTimestamp(place.enqueuedTime),
  ];
  if (partitionKey !== undefined) annotations.push(PARTITION_KEY, encodeString(partitionKey));
  for (const [name, value] of event.annotations)
    if (!SET_BY_SERVICE.has(name)) annotations.push(encodeSymbol(name), value);

  const section = encodeMapSection(SECTION.messageAnnotations, annotations);
  return {
    ...place,
    message: Buffer.concat([event.header, section, event.bareMessage]),
    headerLength: event.header.length,
  };
}

const LAST_SEQUENCE_NUMBER = encodeSymbol('last_enqueued_sequence_number');
const LAST_OFFSET = encodeSymbol('last_enqueued_offset');
const LAST_ENQUEUED_TIME = encodeSymbol('last_enqueued_time_utc');
const RETRIEVAL_TIME = encodeSymbol('runtime_info_retrieval_time_utc');

/** The message with the end of its partition told in delivery annotations. */
export function withRuntimeMetric(event: StoredEvent, last: EventPlace, now: number): Buffer {
  const metric = encodeMapSection(SECTION.deliveryAnnotations, [
    LAST_SEQUENCE_NUMBER,
    encodeLong(last.sequenceNumber),
    LAST_OFFSET,
    encodeString(String(last.offset)),
    LAST_ENQUEUED_TIME,
    encodeTimestamp(last.enqueuedTime),
    RETRIEVAL_TIME,
    encodeTimestamp(now),
  ]);
  return Buffer.concat([
    event.message.subarray(0, event.headerLength),
    metric,
    event.message.subarray(event.headerLength),
  ]);
}
