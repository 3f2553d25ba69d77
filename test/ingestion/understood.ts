import { Readable } from 'node:stream';
import { expect } from '@jest/globals';
import { readMessages, readParsedMessages } from '../../cli/input/readMessages';
import { hubMessages as bodiesOf } from '../../cli/replay/hubMessages';
import { toMessage } from '../../cli/scan/batches';
import { hubMessages } from '../../lib/ingestion/hubMessages';
import type { Message } from '../../lib/ingestion/message';
import { RecentActivities } from '../../lib/ingestion/recentActivities';
import { RecentRecords } from '../../lib/ingestion/recentRecords';
import { understand, type UnderstoodBatch } from '../../lib/ingestion/understand';

/** What a machine remembers, which is large and made once for each way. */
const memory = () => ({ records: new RecentRecords(), activities: new RecentActivities() });
const [hub, files] = [memory(), memory()];
let sequence = 0;

/** What the function makes of one message of the hub. */
export function throughHub(payload: unknown): UnderstoodBatch {
  return deliver([payload]);
}

function deliver(payloads: readonly unknown[]): UnderstoodBatch {
  const place = { namespace: 'ns', hub: 'logs', partition: '0' };
  const sequenceNumbers = payloads.map(() => (sequence += 1));
  const batch = { ...place, sequenceNumbers, enqueuedTimes: payloads.map(() => 1) };
  const understood = checked(hubMessages(payloads, batch), hub);
  // Letters are stored under their index in the message.
  const places = understood.deadLetters.map(({ message, index }) => `${message.sequence} ${index}`);
  expect(new Set(places).size).toBe(understood.total.deadLettered);
  return understood;
}

/** What the function makes of the messages that `replay` sends for the bytes. */
export async function throughReplay(bytes: Buffer): Promise<UnderstoodBatch> {
  const bodies: Buffer[] = [];
  for await (const items of readMessages(['-'], {
    stdin: Readable.from([bytes]),
    keepSource: true,
  })) {
    bodies.push(...items.flatMap((item) => bodiesOf(item).messages.map(({ body }) => body)));
  }
  return deliver(bodies);
}

/** What `scan` makes of the bytes on its standard input. */
export async function throughScan(bytes: Buffer): Promise<UnderstoodBatch> {
  const messages: Message[] = [];
  const stdin = Readable.from([bytes], { objectMode: true });
  for await (const items of readParsedMessages(['-'], { stdin })) {
    messages.push(...items.map(toMessage));
  }
  return checked(messages, files);
}

/** Nothing is dropped silently. */
function checked(messages: readonly Message[], recent: typeof hub): UnderstoodBatch {
  const batch = understand(messages, recent);
  const { records, events, ignored, deadLettered, duplicates } = batch.total;
  expect(records).toBe(events + ignored + deadLettered + duplicates);
  expect(batch.deadLetters).toHaveLength(deadLettered);
  return batch;
}
