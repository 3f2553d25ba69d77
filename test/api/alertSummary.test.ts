import { beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { handleAlerts } from '../../lib/api/alerts';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { raisedAlert, variation } from './alertDocuments';
import { changeRequest } from './changeRequests';

const store = new MemoryStore();
let alert: AlertDocument;
beforeAll(async () => {
  alert = await raisedAlert();
  for (const n of [0, 1, 2]) await store.create('alerts', variation(alert, n));
});

async function ask(query: string) {
  const { status, body } = await handleAlerts(store, changeRequest('GET', `alerts?${query}`, {}));
  // Each test reads members that its own expectations describe.
  return { status, body: JSON.parse(body) as Record<string, unknown> };
}

test('shape=summary lists what a list shows, page by page', async () => {
  const { status, body } = await ask('shape=summary&top=2');
  expect(status).toBe(200);
  expect(body['value']).toHaveLength(2);
  expect(body['value']).toEqual(
    expect.arrayContaining([
      {
        id: variation(alert, 2).id,
        accountId: alert.accountId,
        alertType: alert.alertType,
        alertDisplayName: alert.alertDisplayName,
        severity: alert.severity,
        intent: alert.intent,
        status: 'Active',
        startTimeUtc: alert.startTimeUtc,
        endTimeUtc: alert.endTimeUtc,
        timeGeneratedUtc: variation(alert, 2).timeGeneratedUtc,
        reason: alert.reason,
        occurrences: alert.occurrences,
        api: alert.api,
        assignedTo: null,
        suppressedBy: null,
        sample: false,
      },
    ]),
  );
  expect(String(body['nextLink'])).toContain('shape=summary');
});

test.each([
  ['shape=defender', { parameter: 'shape', allowed: ['summary'] }],
  ['shape=summary&shape=summary', { parameter: 'shape' }],
])('%s is 400', async (query, members) => {
  expect(await ask(query)).toMatchObject({ status: 400, body: members });
});
