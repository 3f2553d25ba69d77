import type { Message } from '../../lib/ingestion/message';
import { positionIn, unreadableText, type InputItem } from '../input/item';

/** Records that one batch of the pipeline takes, at least. */
const BATCH_RECORDS = 1000;

/** Whole messages, put together to batches that are worth the pipeline's fixed costs. */
export async function* batchesOf(
  stream: AsyncIterable<readonly InputItem[]>,
): AsyncGenerator<InputItem[]> {
  let batch: InputItem[] = [];
  let records = 0;
  for await (const items of stream) {
    for (const item of items) {
      batch.push(item);
      records += recordsIn(item);
      if (records < BATCH_RECORDS) continue;
      yield batch;
      batch = [];
      records = 0;
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
  return { position, records: [], unreadable: [{ reason, detail, raw: unreadableText(item) }] };
}
