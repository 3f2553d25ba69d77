import type { RawRecord } from '../../lib/simulation/records';
import type { AccessEvent } from '../../lib/telemetry/event';
import { parseRecord } from '../../lib/telemetry/parse';
import { isEvent } from '../../lib/telemetry/parsed';

/** A record as the pipeline understands it. */
export function eventOf(record: RawRecord): AccessEvent {
  const parsed = parseRecord(record, { source: 'test', sequence: 0, enqueuedTime: 0 }, 0);
  if (!isEvent(parsed)) throw new TypeError(`no event: ${JSON.stringify(parsed)}`);
  return parsed;
}
