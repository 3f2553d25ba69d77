import { parseRecord } from './parse';
import { deadLetter, isEvent, type DeadLetter, type Ignored, type Parsed } from './parsed';
import { rawCopy } from './rawCopy';
import type { AccessEvent, MessagePosition } from './event';

/** What became of a record; a dead letter brings a bounded copy of the record along. */
export type RecordOutcome = AccessEvent | Ignored | (DeadLetter & { readonly raw: string });

/** As `parseRecord`, and a fault of ours in one record does not take its neighbours with it. */
export function outcomeOfRecord(
  record: unknown,
  position: MessagePosition,
  index: number,
): RecordOutcome {
  const parsed = parsedOrFault(record, position, index);
  if (isEvent(parsed) || parsed.kind === 'ignored') return parsed;
  return { ...parsed, raw: rawCopy(record) };
}

function parsedOrFault(record: unknown, position: MessagePosition, index: number): Parsed {
  try {
    return parseRecord(record, position, index);
  } catch (error) {
    return deadLetter('parserFault', String(error));
  }
}
