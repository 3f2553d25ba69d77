import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { STATUSES, type AlertStatus } from '../../lib/alerts/alert';
import type { AlertDocument } from '../../lib/alerts/document';
import { MOST_ENTRIES } from '../../lib/alerts/lifecycle/history';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { raisedAlert, variation } from './alertDocuments';
import { apiOver, portsOver } from './changeRequests';
import { startStore, type StoreFixture } from './cosmosFixture';

const ACTIONS: Readonly<Record<AlertStatus, string>> = {
  Active: 'activate',
  InProgress: 'inProgress',
  Resolved: 'resolve',
  Dismissed: 'dismiss',
};

let fixture: StoreFixture;
let raised: AlertDocument;
let count = 0;
beforeAll(async () => {
  fixture = await startStore();
  raised = await raisedAlert();
});
afterAll(() => fixture.stop());

const memory = new MemoryStore();

describe.each<[string, () => DocumentStore]>([
  ['MemoryStore', () => memory],
  ['CosmosStore', () => fixture.store],
])('%s', (_, open) => {
  let alert: AlertDocument;
  beforeEach(async () => {
    alert = variation(raised, (count += 1));
    await open().create('alerts', alert);
  });

  const moves = STATUSES.flatMap((from) =>
    STATUSES.map((to): [AlertStatus, AlertStatus] => [from, to]),
  );
  test.each(moves)('from %s to %s', async (from, to) => {
    const { act, get } = apiOver(portsOver(open()));
    if (from !== 'Active') await act(alert, ACTIONS[from]);
    const before = await get(alert);
    const { status, headers, body } = await act(alert, ACTIONS[to], { body: { comment: 'why' } });
    const after = await get(alert);
    if (from === to) {
      expect([status, body['title'], body['alertStatus']]).toEqual([409, 'Nothing to change', to]);
      expect(after.body).toEqual(before.body);
      return;
    }
    expect([status, headers['etag']]).toEqual([200, after.headers['etag']]);
    expect(headers['etag']).not.toBe(before.headers['etag']);
    const history = before.body['history'] as unknown[]; // an alert has one
    const entry = {
      at: '2026-11-22T12:00:00.000Z',
      by: 'function key',
      what: `status changed from ${from} to ${to}`,
      comment: 'why',
    };
    const revision = Number(before.body['revision']) + 1;
    expect(body).toEqual({ ...before.body, status: to, revision, history: [...history, entry] });
    expect(after.body).toEqual(body);
  });

  test('of two with the same ETag one loses', async () => {
    const { act, get } = apiOver(portsOver(open()));
    const { headers } = await get(alert);
    const call = { headers: { 'if-match': headers['etag'] ?? '' } };
    const statuses = await Promise.all([act(alert, 'resolve', call), act(alert, 'dismiss', call)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await get(alert)).body).toMatchObject({ revision: 2 });
  });

  test('without an ETag nobody loses against the others', async () => {
    const { act, get } = apiOver(portsOver(open()));
    const answers = await Promise.all(
      ['resolve', 'dismiss', 'inProgress'].map((a) => act(alert, a)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get(alert)).body).toMatchObject({ revision: 4 });
  });

  test('an assignee and a comment: history, but no revision', async () => {
    const { patch, get } = apiOver(portsOver(open()));
    const etag = async () => ({ 'if-match': (await get(alert)).headers['etag'] ?? '' });
    const first = await patch(alert, { assignedTo: 'anna@example.com' }, await etag());
    expect([first.status, first.headers['etag']]).toEqual([200, (await etag())['if-match']]);
    await patch(alert, { comment: 'a test of ours?' }, await etag());
    const last = await patch(alert, { assignedTo: null, comment: 'it was' }, await etag());
    expect(last.body).toMatchObject({ assignedTo: null, revision: 1, status: 'Active' });
    const history = last.body['history'] as { what: string; comment: string | null }[]; // as above
    expect(history.slice(1).map(({ what, comment }) => [what, comment])).toEqual([
      ['assigned to anna@example.com', null],
      ['commented', 'a test of ours?'],
      ['assigned to nobody', 'it was'],
    ]);
  });

  test('PATCH without If-Match is 428, with an old one 412', async () => {
    const { act, patch, get } = apiOver(portsOver(open()));
    const { headers, body } = await get(alert);
    const missing = await patch(alert, { assignedTo: 'anna' });
    expect([missing.status, missing.body['header']]).toEqual([428, 'If-Match']);
    expect((await get(alert)).body).toEqual(body);
    await act(alert, 'resolve');
    const late = await patch(alert, { assignedTo: 'anna' }, { 'if-match': headers['etag'] ?? '' });
    expect(late.status).toBe(412);
    expect((await get(alert)).body).toMatchObject({ assignedTo: null });
  });
});

describe('If-Match', () => {
  test.each<[string, (etag: string) => string, number]>([
    ['the ETag', (etag) => etag, 200],
    ['weakened by a proxy', (etag) => `W/${etag}`, 200],
    ['one of several', (etag) => `"other", ${etag}`, 200],
    ['*', () => '*', 200],
    ['another', () => '"other"', 412],
    ['no ETag at all', () => 'other', 412],
    ['empty', () => '', 412],
  ])('%s', async (_, header, expected) => {
    const store = new MemoryStore();
    await store.create('alerts', raised);
    const { act, get } = apiOver(portsOver(store));
    const { headers } = await get(raised);
    const { status } = await act(raised, 'resolve', {
      headers: { 'if-match': header(headers['etag'] ?? '') },
    });
    expect(status).toBe(expected);
  });
});

describe('refusals', () => {
  const open = async () => {
    const store = new MemoryStore();
    await store.create('alerts', raised);
    return { store, ...apiOver(portsOver(store)) };
  };

  test('an unknown alert, an unknown action, another method', async () => {
    const { act, patch } = await open();
    const nobody = variation(raised, 999_999);
    expect((await act(nobody, 'resolve')).status).toBe(404);
    expect((await act(nobody, 'expect')).status).toBe(404);
    expect((await patch(nobody, { comment: 'x' }, { 'if-match': '*' })).status).toBe(404);
    for (const action of ['delete', '', '__proto__', 'constructor', 'Resolved']) {
      expect((await act(raised, action)).status).toBe(404);
    }
    expect((await act(raised, 'INPROGRESS')).status).toBe(200);
  });

  test('without the header that keeps other sites out nothing happens, and it is named', async () => {
    const { act, patch, get } = await open();
    const before = await get(raised);
    for (const value of ['', '0', 'true']) {
      const headers = { 'X-Warden-Request': value, 'if-match': '*' };
      for (const answer of [
        await act(raised, 'resolve', { headers }),
        await act(raised, 'expect', { headers }),
        await patch(raised, { comment: 'x' }, headers),
      ]) {
        expect([answer.status, answer.body['header']]).toEqual([403, 'X-Warden-Request']);
        expect(answer.headers['content-type']).toContain('application/problem+json');
      }
    }
    expect(await get(raised)).toEqual(before);
  });

  test('a PATCH has to say something', async () => {
    const { patch } = await open();
    expect((await patch(raised, {}, { 'if-match': '*' })).body).toMatchObject({
      status: 400,
      member: 'assignedTo',
    });
  });

  test('a history that is full takes no more of people', async () => {
    const { store, act, patch } = await open();
    const known = await store.read<AlertDocument>('alerts', raised.accountId, raised.id);
    const [entry] = raised.history;
    const history = Array.from({ length: MOST_ENTRIES }, () => entry).flatMap((one) => one ?? []);
    await store.replace('alerts', { ...raised, history }, known?.etag ?? '');
    expect((await act(raised, 'resolve')).status).toBe(409);
    expect((await patch(raised, { comment: 'x' }, { 'if-match': '*' })).status).toBe(409);
  });
});
