import type { Message } from '../../lib/ingestion/message';
import { MessageTime } from '../input/messageTime';
import { positionIn, unreadableText, type InputItem } from '../../lib/telemetry/reading/item';

/** Records that one batch of the pipeline takes, about. */
const BATCH_RECORDS = 1000;
/** Event time that one batch spans, about, ms: what was learned meanwhile waits for the next one. */
const BATCH_SPAN = 10 * 60_000;

/** Whole messages, put together to batches that are worth the pipeline's fixed costs. */
export async function* batchesOf(
  stream: AsyncIterable<readonly InputItem[]>,
): AsyncGenerator<InputItem[]> {
  const clock = new MessageTime();
  let batch: InputItem[] = [];
  let records = 0;
  let begin = NaN;
  for await (const items of stream) {
    for (const item of items) {
      const time = clock.of(item);
      if (records >= BATCH_RECORDS || Math.abs(time - begin) >= BATCH_SPAN) {
        yield batch;
        batch = [];
        records = 0;
        begin = NaN;
      }
      if (Number.isNaN(begin)) begin = time;
      batch.push(item);
      records += recordsIn(item);
    }
  }
  if (batch.length > 0) yield batch;
}

function recordsIn(item: InputItem): number {
  if (item.kind === 'parsed') return item.message.outcomes.length;
  return item.kind === 'message' ? item.records.length : 1;
}

/** What the pipeline takes of a stretch of a file; its place is path and offset. */
export function toMessage(item: InputItem): Message {
  if (item.kind === 'parsed') return item.message;
  const position = positionIn(item.path, item.offset);
  if (item.kind === 'message') return { position, records: item.records, unreadable: [] };
  const { reason, detail } = item;
  const unreadable = { reason, detail, raw: unreadableText(item), before: 0 };
  return { position, records: [], unreadable: [unreadable] };
}
