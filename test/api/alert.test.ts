import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { handleAlerts } from '../../lib/api/alerts';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { raisedAlert } from './alertDocuments';

const BASE = 'https://warden.example/api/alerts';
const store = new MemoryStore();
let alert: AlertDocument;
beforeAll(async () => {
  alert = await raisedAlert();
  await store.create('alerts', alert);
});

async function ask(id: string, query = '', method = 'GET') {
  const url = new URL(`${BASE}/${encodeURIComponent(id)}${query}`);
  const answer = await handleAlerts(store, { method, url, parameters: { id } });
  // Every answer of the API is a JSON object.
  return { ...answer, body: JSON.parse(answer.body) as Record<string, unknown> };
}

test('an alert has every member of the contract, with its type', async () => {
  const { status, body } = await ask(alert.id);
  expect(status).toBe(200);
  const text = expect.stringMatching(/./);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const account = expect.stringMatching(
    /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.documentdb\/databaseaccounts\/shop$/,
  );
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    accountId: account,
    alertType: 'CosmosDB_TorAnomaly',
    alertDisplayName: text,
    description: text,
    severity: expect.stringMatching(/^(Informational|Low|Medium|High)$/),
    intent: expect.stringMatching(/^[A-Z]\w+(,[A-Z]\w+)*$/),
    techniques: expect.arrayContaining([expect.stringMatching(/^T\d{4}(\.\d{3})?$/)]),
    startTimeUtc: '2026-11-22T10:00:00.000Z',
    endTimeUtc: '2026-11-22T10:02:00.000Z',
    timeGeneratedUtc: time,
    status: 'Active',
    compromisedEntity: account,
    resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: account }],
    entities: expect.arrayContaining([
      expect.objectContaining({ type: 'azure-resource' }),
      expect.objectContaining({ type: 'ip', address: '198.51.100.77' }),
    ]),
    remediationSteps: expect.arrayContaining([text]),
    extendedProperties: expect.objectContaining({ addresses: '198.51.100.77' }),
    supportingEvidence: expect.objectContaining({ type: text }),
    api: 'nosql',
    confidence: expect.any(Number),
    reason: expect.stringMatching(/3.*7\.5 MB/),
    occurrences: 3,
    revision: 1,
    detector: { id: text, version: text, maturity: 'stable' },
    assignedTo: null,
    history: [{ at: time, by: text, what: 'created', comment: null }],
    delivery: {},
    suppressedBy: null,
    continues: null,
  });
  const properties = Object.values(Object(body['extendedProperties']) as object);
  expect(properties.filter((value) => typeof value !== 'string')).toEqual([]);
});

test('an alert comes with the ETag of its document, in either shape', async () => {
  const known = await store.read('alerts', alert.accountId, alert.id);
  for (const query of ['', '?shape=defender']) {
    expect((await ask(alert.id, query)).headers).toMatchObject({ etag: known?.etag });
  }
});

test('shape=defender nests it as the Alerts API of Defender does', async () => {
  const { status, body } = await ask(alert.id, '?shape=defender&code=secret');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: expect.stringMatching(/^\/subscriptions\/.+\/providers\/Microsoft\.Security\/locations\//),
    name: alert.id,
    type: 'Microsoft.Security/Locations/alerts',
    properties: {
      systemAlertId: alert.id,
      vendorName: expect.stringMatching(/./),
      productName: expect.stringMatching(/./),
      alertUri: `${BASE}/${alert.id}`,
      correlationKey: expect.stringMatching(/./),
      isIncident: false,
      version: expect.stringMatching(/./),
      alertType: alert.alertType,
      severity: alert.severity,
      status: alert.status,
      startTimeUtc: alert.startTimeUtc,
      endTimeUtc: alert.endTimeUtc,
      compromisedEntity: alert.compromisedEntity,
      entities: alert.entities,
      remediationSteps: alert.remediationSteps,
      resourceIdentifiers: alert.resourceIdentifiers,
      techniques: alert.techniques,
      intent: alert.intent,
      supportingEvidence: alert.supportingEvidence,
    },
  });
  expect(JSON.stringify(body)).not.toContain('secret');
});

describe('refusals', () => {
  test.each(['0'.repeat(32), 'nothing', `' OR 1=1 --`, '__proto__', '../health', 'ü世'])(
    'an unknown id %j is 404',
    async (id) => {
      const { status, headers, body } = await ask(id);
      expect(status).toBe(404);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(body).toMatchObject({ status: 404, title: expect.stringMatching(/./) });
    },
  );

  test.each([
    ['?shape=sentinel', { parameter: 'shape', allowed: ['defender'] }],
    ['?shape=', { parameter: 'shape', allowed: ['defender'] }],
    ['?top=1', { parameter: 'top', allowed: ['shape'] }],
  ])('%s is 400', async (query, members) => {
    const { status, body } = await ask(alert.id, query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, ...members });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is 405', async (method) => {
    const { status, headers, body } = await ask(alert.id, '', method);
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, PATCH']);
    expect(body).toMatchObject({ status: 405, detail: expect.stringContaining('GET') });
  });

  test('a refused request changes nothing', async () => {
    await ask(alert.id, '', 'DELETE');
    expect((await ask(alert.id)).status).toBe(200);
  });
});
