import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { printable } from '../cli/scan/alertTable';
import { accountName } from '../lib/telemetry/displayNames';
import { printLine } from './terminal';

const MOST_BYTES = 1024 * 1024;

const eventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string(),
  data: z.object({ alertType: z.string() }),
});
const batchSchema = z.array(eventSchema);
export type ReceivedEvent = z.infer<typeof eventSchema>;

export interface CloudEventsReceiver {
  /** Where a custom topic of Event Grid would be. */
  readonly endpoint: string;
  readonly key: string;
  stop(): Promise<void>;
}

/**
 * Stands in for an Event Grid topic: takes batches of CloudEvents with its key, and hands each event
 * on. Repeats, which have the id of an event before, are counted as such.
 */
export async function startCloudEventsReceiver(
  received: (event: ReceivedEvent, count: number, isRepeat: boolean) => void = printEvent,
): Promise<CloudEventsReceiver> {
  const key = 'local-topic-key';
  const seen = new Set<string>();
  const take = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    if (request.headers['aeg-sas-key'] !== key) return 401;
    const batch = batchSchema.safeParse(await jsonOf(request));
    if (!batch.success) return 400;
    for (const event of batch.data) {
      const isRepeat = seen.has(event.id);
      seen.add(event.id);
      received(event, seen.size, isRepeat);
    }
    return 200;
  };
  const server = createServer((request, response) => {
    void take(request).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/api/events`,
    key,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Null for what is no JSON, or too long. */
async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function printEvent(
  { type, subject, data }: ReceivedEvent,
  count: number,
  isRepeat: boolean,
): void {
  const what = `${type} ${data.alertType} ${accountName(subject)}`;
  printLine(`event ${count}${isRepeat ? ' again' : ''}  ${printable(what)}`);
}
