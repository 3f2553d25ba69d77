import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import type { TriggerInput } from './invoker';
import type { TypedData } from './rpc';

/** The parts of an Event Hub binding that shape its input. */
export interface EventHubInputShape {
  readonly cardinality: 'one' | 'many';
  readonly dataType: 'binary' | 'text';
  /**
   * Without it Azure's host leaves empty texts out of arrays, so that bodies and metadata shift
   * against each other. An app asks for them with
   * `app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } })`.
   */
  readonly includeEmptyEntries: boolean;
}

/**
 * Events in the form in which Azure's host hands them over (Event Hubs extension 6.x): bodies as
 * text, which the library parses where it is JSON, or as bytes for `dataType: 'binary'`.
 *
 * @param events at least one, of one partition; exactly one for cardinality `one`
 */
export function toEventHubInput(
  events: readonly ReceivedEventData[],
  partition: PartitionContext,
  shape: EventHubInputShape,
): TriggerInput {
  const metadata =
    shape.cardinality === 'many' ? metadataOfMany(events, shape) : metadataOfOne(events[0]);
  const bodies = events.map((event) => bodyBytes(event.body));
  return { data: toData(bodies, shape), metadata: { ...metadata, ...contextOf(partition) } };
}

function toData(bodies: readonly Buffer[], shape: EventHubInputShape): TypedData {
  if (shape.cardinality === 'one') {
    const body = bodies[0] ?? Buffer.alloc(0);
    return shape.dataType === 'binary' ? { bytes: body } : { string: body.toString('utf8') };
  }
  if (shape.dataType === 'binary') return { collectionBytes: { bytes: bodies } };
  return texts(
    bodies.map((body) => body.toString('utf8')),
    shape,
  );
}

function metadataOfMany(
  events: readonly ReceivedEventData[],
  shape: EventHubInputShape,
): Record<string, TypedData> {
  const offsets = events.map((event) => event.offset);
  return {
    PartitionKeyArray: texts(
      events.map((event) => event.partitionKey ?? ''),
      shape,
    ),
    OffsetArray: texts(offsets, shape),
    OffsetStringArray: texts(offsets, shape),
    SequenceNumberArray: {
      collectionSint64: { sint64: events.map((event) => event.sequenceNumber) },
    },
    EnqueuedTimeUtcArray: json(events.map((event) => event.enqueuedTimeUtc)),
    PropertiesArray: json(events.map((event) => event.properties ?? {})),
    SystemPropertiesArray: json(events.map(systemProperties)),
  };
}

function metadataOfOne(event: ReceivedEventData | undefined): Record<string, TypedData> {
  if (!event) return {};
  return {
    ...(event.partitionKey && { PartitionKey: { string: event.partitionKey } }),
    Offset: { string: event.offset },
    OffsetString: { string: event.offset },
    SequenceNumber: json(event.sequenceNumber),
    EnqueuedTimeUtc: json(event.enqueuedTimeUtc),
    Properties: json(event.properties ?? {}),
    SystemProperties: json(systemProperties(event)),
  };
}

function contextOf(partition: PartitionContext): Record<string, TypedData> {
  const context = json({
    FullyQualifiedNamespace: partition.fullyQualifiedNamespace,
    EventHubName: partition.eventHubName,
    ConsumerGroup: partition.consumerGroup,
    PartitionId: partition.partitionId,
  });
  return { PartitionContext: context, TriggerPartitionContext: context };
}

function systemProperties(event: ReceivedEventData): object {
  return {
    ...event.systemProperties,
    SequenceNumber: event.sequenceNumber,
    Offset: event.offset,
    EnqueuedTimeUtc: event.enqueuedTimeUtc,
    PartitionKey: event.partitionKey,
  };
}

function texts(values: readonly string[], shape: EventHubInputShape): TypedData {
  const kept = shape.includeEmptyEntries ? values : values.filter((value) => value !== '');
  return { collectionString: { string: kept } };
}

function json(value: unknown): TypedData {
  return { json: JSON.stringify(value) };
}

/** A data section is bytes already; a value or sequence section becomes its JSON text. */
function bodyBytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''), 'utf8');
}
