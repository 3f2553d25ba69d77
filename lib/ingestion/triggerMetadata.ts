import type { HubBatch } from './hubMessages';

/**
 * Reads where a batch stands from the metadata of an Event Hub trigger (`sequenceNumberArray`,
 * `enqueuedTimeUtcArray`, `partitionContext`, in the camelCase of the Node.js library).
 */
export function readHubBatch(metadata: Readonly<Record<string, unknown>> | undefined): HubBatch {
  const partition = metadata?.['partitionContext'];
  return {
    namespace: textOf(partition, 'fullyQualifiedNamespace').toLowerCase(),
    hub: textOf(partition, 'eventHubName').toLowerCase(),
    partition: textOf(partition, 'partitionId'),
    sequenceNumbers: listOf(metadata?.['sequenceNumberArray'] ?? metadata?.['sequenceNumber']).map(
      Number,
    ),
    enqueuedTimes: listOf(metadata?.['enqueuedTimeUtcArray'] ?? metadata?.['enqueuedTimeUtc']).map(
      epoch,
    ),
  };
}

/** Seconds from when the hub took the last message of a batch until now; null where it is not told. */
export function lagOf({ enqueuedTimes }: HubBatch, now: number): number | null {
  const last = enqueuedTimes.at(-1) ?? 0;
  return last > 0 ? Math.max(0, Math.round((now - last) / 1000)) : null;
}

function textOf(object: unknown, name: string): string {
  if (typeof object !== 'object' || object === null) return '';
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

/** The host writes UTC, with or without the zone. */
function epoch(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const text = String(value);
  const time = Date.parse(/Z|[+-]\d{2}:\d{2}$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? 0 : time;
}
