import { createHash } from 'node:crypto';
import type { AlertDocument } from '../../lib/alerts/document';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { testPipeline, TOR } from '../pipeline/testPipeline';

/** An alert as the pipeline stores it. */
export async function raisedAlert(): Promise<AlertDocument> {
  const store = new MemoryStore();
  const time = Date.parse('2026-11-22T10:00:00Z');
  const ids = activityIds(1);
  const records = [0, 1, 2].map((n) =>
    dataPlaneRecord({
      time: time + n * 60_000,
      account: 'shop',
      activityId: ids(),
      address: TOR,
      responseBytes: 2_500_000,
    }),
  );
  const position = { source: 'ns/hub/0', sequence: 0, enqueuedTime: time };
  await testPipeline(store).process([{ position, records, unreadable: [] }]);
  const [alert] = await store.query<AlertDocument>('alerts', {});
  if (alert === undefined) throw new Error('the pipeline has raised no alert');
  return alert;
}

/** Variations of an alert, each with an id and a time of creation of its own. */
export function variation(
  alert: AlertDocument,
  n: number,
  change: Partial<AlertDocument> = {},
  search = '',
): AlertDocument {
  const id = createHash('sha256').update(String(n)).digest('hex').slice(0, 32);
  // Several alerts a millisecond, as a batch raises them.
  const generated = new Date(Date.UTC(2026, 10, 22, 12) + Math.floor(n / 3)).toISOString();
  return {
    ...alert,
    // Ids are hashes of this length.
    id: id as AlertDocument['id'],
    timeGeneratedUtc: generated,
    ...change,
    internal: {
      ...alert.internal,
      order: `${generated}|${id}`,
      search: `${alert.internal.search}\n${search.toLowerCase()}`,
    },
  };
}
