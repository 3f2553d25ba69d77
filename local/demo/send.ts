import type { EventHubProducerClient } from '@azure/event-hubs';
import type { RawRecord } from '../../lib/simulation/records';
import type { Chapter } from './chapter';

/** Records in one message, as Azure Monitor packs them. */
const RECORDS_PER_MESSAGE = 40;

/**
 * Sends the story as Azure Monitor would: messages of several records, without a partition key.
 * Once `stopping` is aborted the rest is left out.
 */
export async function sendStory(
  producer: EventHubProducerClient,
  chapters: readonly Chapter[],
  stopping: AbortSignal,
): Promise<number> {
  const records = chapters.flatMap((chapter) => chapter.records);
  let messages = 0;
  for (let start = 0; start < records.length; start += RECORDS_PER_MESSAGE) {
    if (stopping.aborted) break;
    await producer.sendBatch([message(records.slice(start, start + RECORDS_PER_MESSAGE))]);
    messages += 1;
  }
  return messages;
}

/** Azure Monitor's body is the bytes of a JSON text. */
function message(records: readonly RawRecord[]) {
  return { body: Buffer.from(JSON.stringify({ records })) };
}
