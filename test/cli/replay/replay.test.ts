import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventHubConsumerClient, earliestEventPosition } from '@azure/event-hubs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { replayCommand } from '../../../cli/replay';
import { startEventHubs } from '../../../local/eventHubs/startEventHubs';
import type { EventHubsServer } from '../../../local/eventHubs/startEventHubs';
import { temporaryFolder } from '../../temporaryFolder';

let folder: string;
let server: EventHubsServer;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await startEventHubs({ port: 0, hubs: [{ name: 'logs', partitions: 2 }] });
});

afterEach(async () => {
  await server.stop();
});

function textSink() {
  const texts: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      texts.push(String(chunk));
      done();
    },
  });
  return { texts, stream };
}

async function run(args: readonly string[], connectionString?: string) {
  const [out, err] = [textSink(), textSink()];
  const streams = { stdin: Readable.from([]), stdout: out.stream, stderr: err.stream };
  const code = await replayCommand(args, streams, { EVENTHUB_CONNECTION_STRING: connectionString });
  return { code, out: out.texts.join(''), err: err.texts.join('') };
}

/** Bodies in the hub, as the client of a consumer gives them. */
async function received(count: number): Promise<unknown[]> {
  const client = new EventHubConsumerClient('$Default', server.connectionString, 'logs');
  const bodies: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    client.subscribe(
      {
        processEvents: (events) => {
          for (const event of events) bodies.push(event.body);
          if (bodies.length >= count) resolve();
          return Promise.resolve();
        },
        processError: (error) => {
          reject(error);
          return Promise.resolve();
        },
      },
      { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 },
    );
  });
  await client.close();
  return bodies;
}

describe('replay', () => {
  test('sends every message as it is, and unreadable bytes too', async () => {
    const path = join(folder, 'a.json');
    await writeFile(path, '{"records":[{"a":1},{"a":2}]}\nbroken\n{"a":3}\n[{"a":4}]');
    const { code, err } = await run([path, '--event-hub', 'logs'], server.connectionString);
    expect(err).toBe('Sent 4 messages with 5 records (51 bytes) to logs.\n');
    expect(code).toBe(0);
    const bodies = (await received(4)).map((body) =>
      Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body),
    );
    expect(bodies.sort()).toEqual(
      ['[{"a":4}]', 'broken', '{"a":3}', '{"records":[{"a":1},{"a":2}]}'].sort(),
    );
  });

  test('splits what is larger than a message between records', async () => {
    const path = join(folder, 'big.json');
    const records = Array.from({ length: 30 }, (_, id) => ({ id, text: 'x'.repeat(100_000) }));
    await writeFile(path, JSON.stringify({ records }));
    const { code, err } = await run([path, '--event-hub', 'logs'], server.connectionString);
    expect(err).toContain(' with 30 records ');
    expect(code).toBe(0);
  });

  test('a record larger than a message is told of', async () => {
    const path = join(folder, 'huge.json');
    await writeFile(path, `{"a":"${'x'.repeat(1_200_000)}"}\n{"a":1}`);
    const { code, err } = await run([path, '--event-hub', 'logs'], server.connectionString);
    expect(code).toBe(2);
    expect(err).toContain('Sent 1 messages with 1 records');
    expect(err).toContain('Not sent: 1 records');
  });

  test.each<[string[], string]>([
    [['x.json'], 'Name the hub to send to: --event-hub NAME\n'],
    [['--event-hub', 'logs'], 'Name at least one file or folder, or - to read standard input\n'],
    [['x.json', '--event-hub', 'logs'], 'Set EVENTHUB_CONNECTION_STRING'],
    [['x.json', '--hub', 'logs'], "Unknown option '--hub'"],
  ])('a wrong call %j fails with one line', async (args, problem) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(problem);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('a missing path is named as it was given', async () => {
    const { code, err } = await run(
      ['no/such.json', '--event-hub', 'logs'],
      server.connectionString,
    );
    expect([code, err]).toEqual([2, 'no/such.json: no such file or folder\n']);
  });

  test('a hub that cannot be reached, or is not there, is named within seconds', async () => {
    const path = join(folder, 'one.json');
    await writeFile(path, '{"a":1}');
    const closed = server.connectionString.replace(/localhost:\d+/, 'localhost:1');
    const unreached = await run([path, '--event-hub', 'logs'], closed);
    expect([unreached.code, unreached.err]).toEqual([
      2,
      'logs: connect ECONNREFUSED 127.0.0.1:1\n',
    ]);
    const unknown = await run([path, '--event-hub', 'none'], server.connectionString);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/^none: .*could not be found.*\n$/);
  }, 20_000);

  test('--help explains the call', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('--event-hub NAME');
  });
});
