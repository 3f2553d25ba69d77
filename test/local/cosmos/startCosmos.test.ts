import { once } from 'node:events';
import { connect } from 'node:net';
import { CosmosClient } from '@azure/cosmos';
import { expect, test } from '@jest/globals';
import { startCosmos } from '../../../local/cosmos/startCosmos';

test('a request signed with another key is 401, as is one that is not signed', async () => {
  const cosmos = await startCosmos({ port: 0 });
  const key = Buffer.from('another key').toString('base64');
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key });
  await expect(client.databases.readAll().fetchAll()).rejects.toMatchObject({ code: 401 });
  expect((await fetch(`${cosmos.endpoint}dbs`)).status).toBe(401);
  const strange = await fetch(`${cosmos.endpoint}dbs`, { headers: { authorization: '%' } });
  expect(strange.status).toBe(401);
  client.dispose();
  await cosmos.stop();
});

test('a key of one’s own is taken', async () => {
  const key = Buffer.from('my own key').toString('base64');
  const cosmos = await startCosmos({ port: 0, key });
  expect(cosmos.key).toBe(key);
  const client = new CosmosClient(cosmos);
  expect((await client.databases.createIfNotExists({ id: 'warden' })).statusCode).toBe(201);
  client.dispose();
  await cosmos.stop();
});

test('it listens on loopback, at the port it names, and a taken port is an error', async () => {
  const cosmos = await startCosmos({ port: 0 });
  expect(cosmos.endpoint).toBe(`http://127.0.0.1:${cosmos.port}/`);
  await expect(startCosmos({ port: cosmos.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await cosmos.stop();
});

test('a path or a body that cannot be read is refused and harms nobody', async () => {
  const cosmos = await startCosmos({ port: 0 });
  expect((await fetch(`${cosmos.endpoint}dbs/%ff`)).status).toBe(400);
  const client = new CosmosClient(cosmos);
  expect((await client.databases.readAll().fetchAll()).resources).toEqual([]);
  client.dispose();
  await cosmos.stop();
});

test('stop ends open connections and frees the port', async () => {
  const cosmos = await startCosmos({ port: 0 });
  const client = new CosmosClient(cosmos);
  await client.databases.readAll().fetchAll();
  // A request that never ends its body.
  const pending = connect(cosmos.port, '127.0.0.1');
  await once(pending, 'connect');
  pending.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{');
  // Cut off as an end or as a reset: which of them depends on what was still under way.
  const closed = new Promise((resolve) => {
    pending.resume().once('error', resolve).once('close', resolve);
  });
  await cosmos.stop();
  await closed;
  client.dispose();
  const again = await startCosmos({ port: cosmos.port });
  await again.stop();
});
