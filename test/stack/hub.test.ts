import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { replayCommand } from '../../cli/replay';
import { scanCommand } from '../../cli/scan/scan';
import type { Alert } from '../../lib/alerts/alert';
import type { BatchCounts } from '../../lib/ingestion/batchCounts';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import { story } from '../../local/demo/story';
import { activityLog, aggregate, controlPlane, apiRequest } from './moreCategories';
import { buildPrograms } from './builtPrograms';
import { HUB, startFixtureStack, type FixtureStack, type StoredDeadLetter } from './fixtureStack';
import { temporaryFolder } from '../temporaryFolder';

const NOON = Date.parse('2026-11-22T12:30:00Z');

let built: string;
let stack: FixtureStack;
beforeAll(() => {
  built = buildPrograms('functions', 'handlers');
});
beforeEach(async () => {
  stack = await startFixtureStack(built);
});
afterEach(() => stack.stop());

const ids = activityIds(77);
const refusals = (count: number): RawRecord[] =>
  Array.from({ length: count }, (_, n) =>
    dataPlaneRecord({
      time: NOON + n,
      account: 'shop',
      activityId: ids(),
      address: '192.0.2.7',
      status: 401,
    }),
  );

test('every shape of a message becomes events, and they make one alert', async () => {
  await stack.startHost();
  const text = (value: unknown) => JSON.stringify(value);
  const shapes: unknown[] = [
    { records: refusals(4) },
    text({ records: refusals(4) }),
    Buffer.from(text({ records: refusals(4) })),
    refusals(4),
    refusals(1)[0],
    text(refusals(4)),
    Buffer.from(text(refusals(1)[0])),
    text({ records: refusals(4) }) + text({ records: refusals(4) }),
    Buffer.from(`${text(refusals(1)[0])}\n${text(refusals(1)[0])}\n`),
  ];
  for (const [at, shape] of shapes.entries()) await stack.send(String(at % 4), [shape]);
  await stack.settled();
  expect(await stack.store.query('deadLetters', {})).toEqual([]);
  expect(await stack.alerts()).toMatchObject([
    { alertType: 'CosmosDB_CredentialGuessing', occurrences: 32 },
  ]);
});

test('a bad record is kept with its place, and costs no neighbour', async () => {
  await stack.startHost();
  const huge = 'x'.repeat(300_000);
  await stack.send('2', ['first, and no JSON']);
  await stack.send('2', [{ records: [...refusals(20), 'nonsense', ...refusals(20), { huge }] }]);
  await stack.settled();
  const letters = await stack.store.query<StoredDeadLetter>('deadLetters', {});
  const source = expect.stringMatching(new RegExp(`/${HUB}/2$`));
  const reason = expect.stringMatching(/./);
  const byPlace = [...letters].sort((a, b) => a.sequence - b.sequence || a.index - b.index);
  expect(byPlace).toMatchObject([
    { source, sequence: 0, reason, raw: expect.stringContaining('first, and no JSON') },
    { source, sequence: 1, index: 20, reason, raw: expect.stringContaining('nonsense') },
    { source, sequence: 1, index: 41, reason },
  ]);
  for (const { raw } of letters) expect(raw.length).toBeLessThanOrEqual(256 * 1024);
  expect(await stack.alerts()).toMatchObject([{ occurrences: 40 }]);
});

const identity = (alerts: readonly Alert[]) =>
  alerts.map(({ id, alertType, occurrences }) => `${id} ${alertType} ${occurrences}`).sort();

test('files give the same alerts through the hub as through scan', async () => {
  const records = story(NOON).flatMap((chapter) => chapter.records);
  const disordered = [...records].sort((a, b) => order(a) - order(b));
  const more = [controlPlane(NOON), activityLog(NOON), aggregate(NOON), ...apiRequest(NOON)];
  const all = [...disordered, ...more, ...records.slice(500, 560), ...more];
  const messages: string[] = ['no JSON\n', '{"records": "neither"}'];
  for (let at = 0; at < all.length; at += 50) {
    messages.push(JSON.stringify({ records: all.slice(at, at + 50) }));
  }
  const folder = temporaryFolder();
  const file = join(folder, 'logs.json');
  await writeFile(file, messages.join('\n'));

  const summaryFile = join(folder, 'summary.json');
  const outputs = ['--format', 'ndjson', '--summary', summaryFile];
  const scanned = await run((streams) => scanCommand([file, ...outputs], streams));
  // `scan` writes one alert a line in this format.
  const expected = scanned
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Alert);
  expect(expected.length).toBeGreaterThanOrEqual(4);

  const { host } = await stack.startHost();
  const { connectionString } = stack;
  const environment = { EVENTHUB_CONNECTION_STRING: connectionString };
  await run((streams) => replayCommand([file, '--event-hub', HUB], streams, environment));
  await stack.settled();
  expect(identity(await stack.alerts())).toEqual(identity(expected));
  expect(await stack.store.query('deadLetters', {})).toHaveLength(2);
  // Every record is counted as the same thing, in both.
  const summary = JSON.parse(await readFile(summaryFile, 'utf8')) as BatchCounts; // `scan` writes them
  const { records: total, events, ignored, deadLettered, duplicates } = summary;
  expect([total, deadLettered]).toEqual([all.length + 2, 2]);
  expect(duplicates).toBeGreaterThan(60);
  const health: unknown = await (await fetch(`${host.url}/api/health`)).json();
  const counts = { records: total, events, ignored, deadLettered, duplicates };
  expect(health).toMatchObject({ counts });
});

/** Any order, the same each time. */
function order(record: RawRecord): number {
  let hash = 7;
  for (const code of Buffer.from(JSON.stringify(record))) hash = (hash * 31 + code) % 1_000_003;
  return hash;
}

type Streams = Parameters<typeof scanCommand>[1];

async function run(command: (streams: Streams) => Promise<unknown>): Promise<string> {
  const texts: string[] = [];
  const stdout = new Writable({
    write(chunk, _, done) {
      texts.push(String(chunk));
      done();
    },
  });
  const stderr = new Writable({ write: (_, __, done) => done() });
  await command({ stdin: Readable.from([]), stdout, stderr });
  return texts.join('');
}
