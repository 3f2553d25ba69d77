import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eraseCommand } from '../../cli/erase';
import { patternFor, withoutText } from '../../cli/erase/withoutText';
import type { AlertDocument } from '../../lib/alerts/document';
import { CONTAINERS, type ContainerName, type StoredDocument } from '../../lib/storage/documents';
import { startStore, type StoreFixture } from '../api/cosmosFixture';
import { testPipeline } from '../pipeline/testPipeline';
import { GUESSED, GUESSED_ACCOUNT, NOW, refusals } from '../upgrade/fixtureWorld';
import { documentsOf, RELEASES } from '../upgrade/storedDocuments';

/** Of the kept documents. */
const ADDRESS = '193.0.6.139';
const IDENTITY = '5f0c1f5e-0000-4000-8000-000000000002';

let fixture: StoreFixture;
beforeAll(async () => {
  fixture = await startStore();
  for (const { container, document } of documentsOf(RELEASES[0] ?? '')) {
    await fixture.store.upsert(container, document);
  }
});
afterAll(() => fixture.stop());

async function erase(...parameters: readonly string[]) {
  let output = '';
  const stdout = new Writable({
    write(chunk, _, done) {
      output += String(chunk);
      done();
    },
  });
  const { endpoint, key } = fixture.cosmos;
  const code = await eraseCommand(
    [...parameters, '--endpoint', endpoint],
    { stdin: Readable.from([]), stdout, stderr: stdout },
    { WARDEN_COSMOS_KEY: key },
  );
  return { code, output };
}

async function everything(): Promise<string> {
  const containers = Object.keys(CONTAINERS) as ContainerName[];
  const all = await Promise.all(
    containers.map((name) => fixture.store.query<StoredDocument>(name, {})),
  );
  return JSON.stringify(all);
}

test('without --yes it only counts', async () => {
  const before = await everything();
  expect(await erase(ADDRESS)).toEqual({
    code: 1,
    output: expect.stringMatching(
      /alerts +1 found, 0 rewritten\n.*activity +1 found, 0 rewritten/s,
    ),
  });
  expect(await everything()).toBe(before);
});

test('an address and an identity go from everywhere, and the app counts on', async () => {
  expect(await erase(ADDRESS, '--yes')).toMatchObject({ code: 0 });
  expect(await erase(IDENTITY, '--yes')).toMatchObject({ code: 0 });
  const left = await everything();
  expect([left.includes(ADDRESS), left.includes(IDENTITY)]).toEqual([false, false]);
  // The same operations again, under the same keys: nothing counts twice.
  const message = (sequence: number, records: readonly unknown[]) => {
    const position = { source: 'ns/hub/1', sequence, enqueuedTime: NOW + sequence };
    return { position, records, unreadable: [] };
  };
  const records = [...refusals(GUESSED, NOW), ...refusals(1, NOW + 60_000, 2)];
  await testPipeline(fixture.store).process([message(200, records)]);
  const [alert] = await fixture.store.query<AlertDocument>('alerts', {
    partition: GUESSED_ACCOUNT,
  });
  expect(alert?.occurrences).toBe(GUESSED + 1);
});

test('only the whole text is taken', () => {
  const document = { id: ADDRESS, accountId: 'a', text: `${ADDRESS}, 1${ADDRESS}, ${ADDRESS}1.` };
  expect(withoutText(document, patternFor(ADDRESS))).toEqual({
    id: ADDRESS,
    accountId: 'a',
    text: `erased, 1${ADDRESS}, ${ADDRESS}1.`,
  });
  const range = { text: '2001:db8::1 2001:db8::11 ::2001:db8::1', address: '10.0.0.1:443' };
  expect(withoutText(range, patternFor('2001:db8::1'))).toMatchObject({
    text: 'erased 2001:db8::11 ::2001:db8::1',
  });
  expect(withoutText(range, patternFor('10.0.0.1'))).toMatchObject({ address: 'erased:443' });
  const mail = {
    by: 'Anna@Example.com',
    nested: [{ 'anna@example.com': 'x@anna@example.com.au' }],
  };
  expect(withoutText(mail, patternFor('anna@example.com'))).toEqual({
    by: 'erased',
    nested: [{ erased: 'x@anna@example.com.au' }],
  });
});

test.each([
  [[], /Name one text/],
  [['a', 'b'], /Name one text/],
  [['10.0'], /fewer than 6/],
])('%j is refused', async (parameters, problem) => {
  expect(await erase(...parameters)).toEqual({ code: 2, output: expect.stringMatching(problem) });
});
