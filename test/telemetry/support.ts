import { parseRecord } from '../../lib/telemetry/parse';
import { isEvent, type Parsed } from '../../lib/telemetry/parsed';
import type { AccessEvent, MessagePosition } from '../../lib/telemetry/event';

export const MESSAGE: MessagePosition = { source: 'hub/0', sequence: 7, enqueuedTime: 0 };

export function parse(record: unknown): Parsed {
  return parseRecord(record, MESSAGE, 3);
}

export function eventOf(record: unknown): AccessEvent {
  const parsed = parse(record);
  if (!isEvent(parsed)) throw new Error(`no event but ${JSON.stringify(parsed)}`);
  return parsed;
}

export function keyOf(record: unknown): string {
  const { keyHigh, keyLow } = eventOf(record);
  return `${keyHigh}:${keyLow}`;
}
