import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { MOST_BODY_BYTES } from '../../lib/api/body';
import {
  alertPatchSchema,
  expectationSchema,
  statusChangeSchema,
} from '../../lib/api/schemas/alertChanges';
import { suppressionRuleSchema } from '../../lib/api/schemas/suppressionRule';
import { WriteRate } from '../../lib/writeRate';
import { MemoryStore } from '../../lib/storage/memoryStore';
import * as z from 'zod';
import { raisedAlert } from './alertDocuments';
import { apiOver, NOW, portsOver, type Call } from './changeRequests';

let alert: AlertDocument;
beforeAll(async () => {
  alert = await raisedAlert();
});

async function resolve(call: Call, more: Parameters<typeof portsOver>[1] = {}) {
  const store = new MemoryStore();
  await store.create('alerts', alert);
  const answer = await apiOver(portsOver(store, more)).act(alert, 'resolve', call);
  const kept = await store.read<AlertDocument>('alerts', alert.accountId, alert.id);
  return { ...answer, entry: kept?.document.history[1] ?? null };
}

describe('bodies', () => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  const cases: [string, Call, number, string?][] = [
    ['none', {}, 200],
    ['an empty text', { body: '' }, 200],
    ['an empty object', { body: {} }, 200],
    ['with a byte-order mark', { body: '\uFEFF{}' }, 200],
    ['a charset that is said', typed('application/json; charset="UTF-8"'), 200],
    ['a merge patch', typed('application/merge-patch+json'), 200],
    ['an unknown member', { body: { Comment: 'x' } }, 400, 'Comment'],
    ['a member of every object', { body: '{"__proto__": {"comment": "x"}}' }, 400, '__proto__'],
    ['a number for a text', { body: { comment: 5 } }, 400, 'comment'],
    ['nothing but spaces', { body: { comment: '   ' } }, 400, 'comment'],
    ['too long a comment', { body: { comment: 'x'.repeat(2001) } }, 400, 'comment'],
    ['an array', { body: [] }, 400],
    ['null', { body: 'null' }, 400],
    ['a text', { body: '"x"' }, 400],
    ['half an object', { body: '{"comment": ' }, 400],
    ['nested without end', { body: deep }, 400],
    ['a form', typed('application/x-www-form-urlencoded'), 415],
    ['plain text', typed('text/plain'), 415],
    ['no type', typed(''), 415],
    ['another charset', typed('application/json; charset=utf-16'), 415],
    ['compressed', { body: {}, headers: { 'content-encoding': 'gzip' } }, 415],
    ['as long as may be', { body: `{}${' '.repeat(MOST_BODY_BYTES - 2)}` }, 200],
    ['one byte longer', { body: `{}${' '.repeat(MOST_BODY_BYTES - 1)}` }, 413],
    ['said to be longer', { body: {}, headers: { 'content-length': '70000' } }, 413],
  ];
  test.each(cases)('%s', async (...row) => {
    const [, call, status, member] = row;
    const answer = await resolve(call);
    expect(answer.status).toBe(status);
    expect(answer.body['member']).toBe(member);
    expect(answer.entry === null).toBe(status !== 200);
    if (status !== 200) expect(answer.body).toMatchObject({ status, title: expect.any(String) });
  });

  test('that are no UTF-8', async () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const store = new MemoryStore();
    await store.create('alerts', alert);
    const { handleAlertAction } = await import('../../lib/api/alertActions');
    const { changeRequest } = await import('./changeRequests');
    const parameters = { id: alert.id, action: 'resolve' };
    const request = {
      ...changeRequest('POST', 'alerts', parameters, { body: {} }),
      body: new Response(body).body,
    };
    expect((await handleAlertAction(portsOver(store), request)).status).toBe(400);
  });

  function typed(type: string): Call {
    return { body: '{}', headers: { 'content-type': type } };
  }
});

test.each([
  ['status', statusChangeSchema, []],
  ['patch', alertPatchSchema, []],
  ['expectation', expectationSchema, []],
  ['rule', suppressionRuleSchema, ['name', 'reason', 'alertType', 'expirationDateUtc']],
])('the schema of a body can be described: %s', (_, schema, required) => {
  const described = z.toJSONSchema(schema, { io: 'input' });
  expect(described).toMatchObject({ type: 'object', additionalProperties: false });
  expect(described.required ?? []).toEqual(required);
});

describe('who', () => {
  const header = (principal: unknown) => ({
    headers: {
      'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    },
  });
  const claims = (...pairs: [string, string][]) =>
    header({
      auth_typ: 'aad',
      name_typ: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
      claims: pairs.map(([typ, val]) => ({ typ, val })),
    });
  const ID = '0f1e2d3c-0000-4000-8000-000000000001';
  const anna = claims(
    ['name', 'Anna'],
    ['preferred_username', 'anna@example.com'],
    ['http://schemas.microsoft.com/identity/claims/objectidentifier', ID],
  );

  test.each<[string, Call, string]>([
    ['a person', anna, `anna@example.com (${ID})`],
    ['a name alone', claims(['name', 'Anna']), 'Anna'],
    [
      'the name that the header says is one',
      claims(['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', 'Anna B']),
      'Anna B',
    ],
    ['an application', claims(['appid', 'app-1'], ['oid', ID]), `application app-1 (${ID})`],
    ['an id alone', claims(['oid', ID]), ID],
    ['marks that are not seen', claims(['name', 'An\u202Ena\n\u0000']), 'Anna'],
    ['no claims', claims(), 'someone whose claims cannot be read'],
    ['no header', {}, 'function key'],
    [
      'nonsense',
      { headers: { 'x-ms-client-principal': '%%%' } },
      'someone whose claims cannot be read',
    ],
  ])('%s', async (_, call, by) => {
    expect((await resolve(call, { platformAuthentication: true })).entry?.by).toBe(by);
  });

  test('where the platform signs nobody in, the header is nothing', async () => {
    expect((await resolve(anna)).entry?.by).toBe('function key');
  });
});

describe('the rate of changes', () => {
  test('a burst, then as many as the time gives', () => {
    const rate = new WriteRate();
    const taken = Array.from({ length: 250 }, () => rate.take(NOW));
    expect(taken.filter((seconds) => seconds === 0)).toHaveLength(200);
    expect(rate.take(NOW + 25)).toBeCloseTo(0.025);
    expect(rate.take(NOW + 50)).toBe(0);
    expect(rate.take(NOW + 50)).toBeGreaterThan(0);
    expect(rate.take(NOW - 60_000)).toBeGreaterThan(0);
  });

  test('one too many is 429, with the time to wait', async () => {
    const writeRate = new WriteRate();
    while (writeRate.take(NOW) === 0);
    const { status, headers, entry } = await resolve({}, { writeRate });
    expect([status, headers['retry-after'], entry]).toEqual([429, '1', null]);
  });

  test('what is refused for its header takes no room', async () => {
    const store = new MemoryStore();
    await store.create('alerts', alert);
    const { act } = apiOver(portsOver(store));
    const headers = { 'X-Warden-Request': '' };
    for (let n = 0; n < 300; n += 1) await act(alert, 'resolve', { headers });
    expect((await act(alert, 'resolve')).status).toBe(200);
  });
});
