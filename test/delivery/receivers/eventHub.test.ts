import { createServer, type AddressInfo, type Socket } from 'node:net';
import { EventHubConsumerClient, earliestEventPosition } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../../lib/delivery/formats/format';
import { startEventHubs, type EventHubsServer } from '../../../local/eventHubs/startEventHubs';
import { parseCef } from '../parseCef';
import { message } from '../support';
import { failureOf, PATIENT, transportOf } from './transports';

let hubs: EventHubsServer;
beforeAll(async () => {
  const names = [...FORMATS, 'other'].map((name) => ({ name: `to-${name}`, partitions: 2 }));
  hubs = await startEventHubs({ hubs: names, port: 0 });
});
afterAll(() => hubs.stop());

/** What is in a hub: as many events as are waited for. */
async function read(hub: string, count: number) {
  const consumer = new EventHubConsumerClient('$Default', hubs.connectionString, hub);
  try {
    return await new Promise<{ body: unknown; messageId: unknown; properties: unknown }[]>(
      (resolve, reject) => {
        const events: { body: unknown; messageId: unknown; properties: unknown }[] = [];
        consumer.subscribe(
          {
            processEvents: (batch) => {
              for (const { body, messageId, properties } of batch) {
                events.push({ body: body as unknown, messageId, properties });
              }
              if (events.length >= count) resolve(events);
              return Promise.resolve();
            },
            processError: (error) => {
              reject(error);
              return Promise.resolve();
            },
          },
          { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 0.1 },
        );
      },
    );
  } finally {
    await consumer.close();
  }
}

test.each(FORMATS)('%s arrives in its hub', async (format) => {
  const hub = `to-${format}`;
  const { connectionString } = hubs;
  const transport = await transportOf({
    type: 'eventHub',
    eventHub: hub,
    connectionString,
    format,
  });
  const told = await message();
  await transport.send(told, PATIENT());
  await transport.close();
  const [event] = await read(hub, 1);
  expect(event?.messageId).toBe(told.id);
  expect(event?.properties).toMatchObject({
    change: 'Created',
    alertType: 'CosmosDB_TorAnomaly',
    format,
    sample: false,
  });
  switch (format) {
    case 'cef':
      expect(parseCef(String(event?.body)).header).toContain('CosmosDB_TorAnomaly');
      break;
    case 'ocsf':
      expect(event?.body).toMatchObject({ class_uid: 2004, metadata: { uid: told.id } });
      break;
    case 'defender':
      expect(event?.body).toMatchObject({ properties: { systemAlertId: told.alert.id } });
      break;
    case 'cloudEvents':
      expect(event?.body).toMatchObject({ specversion: '1.0', id: told.id });
      break;
    case 'plain':
      expect(event?.body).toMatchObject({ messageId: told.id });
  }
});

test('a hub that is not there', async () => {
  const { connectionString } = hubs;
  const settings = { type: 'eventHub', eventHub: 'missing', connectionString };
  const transport = await transportOf(settings);
  const error = await failureOf(transport, await message());
  expect(error.message).toContain('MessagingEntityNotFound');
  await transport.close();
});

test('a namespace that is not there', async () => {
  const gone = await startEventHubs({ hubs: [{ name: 'x', partitions: 1 }], port: 0 });
  await gone.stop();
  const { connectionString } = gone;
  const transport = await transportOf({ type: 'eventHub', eventHub: 'x', connectionString });
  const error = await failureOf(transport, await message());
  expect(error).toMatchObject({ ofMessage: false });
  await transport.close();
});

describe('a namespace that', () => {
  test.each([
    ['says nothing', () => undefined],
    ['hangs up', (socket: Socket) => void socket.destroy()],
    ['speaks something else', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n')],
  ])('%s is left when the time is over', async (_, behave) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      behave(socket);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    // A server that listens on a host and port has an address of this kind.
    const { port } = server.address() as AddressInfo;
    const connectionString = hubs.connectionString.replace(/localhost:\d+/, `localhost:${port}`);
    const settings = { type: 'eventHub', eventHub: 'other', connectionString };
    const transport = await transportOf(settings);
    try {
      const error = await failureOf(transport, await message(), AbortSignal.timeout(500));
      expect(error).toMatchObject({ ofMessage: false });
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    }
  });

  test('refuses the key', async () => {
    const connectionString = hubs.connectionString.replace(/SharedAccessKey=[^;]+/, (known) =>
      known.replace(/=.*/, '=d3Jvbmc='),
    );
    const settings = { type: 'eventHub', eventHub: 'other', connectionString };
    const transport = await transportOf(settings);
    const error = await failureOf(transport, await message());
    expect(error.message).toMatch(/Unauthorized/i);
    expect(error.message).not.toContain('d3Jvbmc=');
    await transport.close();
  });
});
