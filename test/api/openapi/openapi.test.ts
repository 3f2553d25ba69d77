import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { AlertId } from '../../../lib/alerts/alert';
import { MOST_ENTRIES } from '../../../lib/alerts/lifecycle/history';
import type { WritingRequest } from '../../../lib/api/http';
import { openApiDocument } from '../../../lib/api/openapi/document';
import { PATHS } from '../../../lib/api/openapi/paths';
import { readSettings } from '../../../lib/settings';
import {
  CONTAINERS,
  type ContainerName,
  type DocumentStore,
  type StoredDocument,
} from '../../../lib/storage/documents';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { UnavailableStore } from '../../../lib/storage/unavailableStore';
import { Warden } from '../../../lib/warden';
import { DAY, HOUR, LearningWorld, whenDue } from '../../baseline/learning/learningWorld';
import { raisedAlert } from '../alertDocuments';
import { changeRequest } from '../changeRequests';
import { CASES, TOMORROW, type Asked } from './cases';
import { answerTo } from './everyRequest';

let documents: ReadonlyMap<ContainerName, readonly StoredDocument[]>;
let there: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  const store = new MemoryStore();
  const world = new LearningWorld(store);
  const thisHour = Math.floor(Date.now() / HOUR) * HOUR;
  const hours = [6, 5, 4, 3, 2].map((days) => thisHour - days * DAY);
  const requests = Array.from({ length: 40 }, () => ({ address: '20.0.0.1' }));
  await world.happen('shop', hours, requests);
  await world.run(whenDue(hours.at(-1) ?? 0));
  const alert = await raisedAlert();
  const entry = { at: TOMORROW, by: 'x', what: 'y', comment: null };
  // Ids of the tests' own.
  const full = { ...alert, id: 'full' as AlertId, history: Array(MOST_ENTRIES).fill(entry) };
  const failed = { ...alert, id: 'failed' as AlertId, delivery: { mail: FAILED } };
  const delivered = { ...alert, id: 'delivered' as AlertId, deliveryDueAt: null };
  for (const one of [alert, full, failed, delivered]) await store.create('alerts', one);
  // The keys of a record of containers.
  const names = Object.keys(CONTAINERS) as ContainerName[];
  const named = await Promise.all(
    names.map(async (name) => [name, await store.query(name, {})] as const),
  );
  documents = new Map(named);
  const { body } = await answerTo(
    wardenOver(store),
    '/recommendations',
    asking('GET', '/recommendations'),
  );
  const { value } = JSON.parse(textOf(body)) as { value: { id: string; kind: string }[] };
  const advice = value.find(({ kind }) => kind === 'accountKeys');
  there = {
    alerts: alert.id,
    suppressions: 'rule-1',
    recommendations: advice?.id ?? '',
    baselines: 'shop',
  };
});

const JSON_TYPES = ['application/json', 'application/problem+json'];

const FAILED = {
  state: 'givenUp',
  deliveredRevision: 0,
  triedRevision: 1,
  attempts: 9,
  since: '2026-11-21T12:00:00.000Z',
  nextAt: null,
  lastError: 'refused',
} as const;

function wardenOver(store: DocumentStore): Warden {
  return new Warden(readSettings({}).settings, [], store);
}

/** An app with all that the cases need, of which nothing is shared. */
async function freshApp({ without }: Asked): Promise<Warden> {
  if (without === 'database') return wardenOver(new UnavailableStore('none'));
  const store = new MemoryStore();
  for (const [container, all] of documents) {
    for (const document of all) await store.create(container, document);
  }
  return wardenOver(store);
}

function asking(method: string, route: string, asked: Asked = {}): WritingRequest {
  const [resource = ''] = route.split('/').slice(1);
  const action = /\{\w+\}\/(\w+)$/.exec(route)?.[1];
  const id = there[resource] ?? '';
  const parameters = {
    ...(route.includes('{id}') ? { id } : {}),
    ...(route.includes('{account}') ? { account: id } : {}),
    ...(action === undefined ? {} : { action }),
    ...asked.parameters,
  };
  const path = route.slice(1).replace(/\{(\w+)\}/g, (_, name: 'id') => parameters[name] ?? '');
  return changeRequest(method, `${path}${asked.query ?? ''}`, parameters, asked);
}

/** A stream is no JSON, and no test reads one here. */
function textOf(body: string | AsyncIterable<Uint8Array>): string {
  return typeof body === 'string' ? body : '';
}

function described(method: string, route: string) {
  return Object.entries(PATHS[route] ?? {}).find(([name]) => name === method.toLowerCase())?.[1];
}

describe('every answer that is described is given, and is as described', () => {
  test.each(CASES)('%i %s %s %j', async (status, method, route, asked = {}) => {
    const app = await freshApp(asked);
    for (const [before, at, more] of asked.after ?? []) {
      await answerTo(app, at, asking(before, at, { ...more, parameters: asked.parameters }));
    }
    if (asked.without === 'rate') while (app.writeRate.take(Date.now()) === 0);
    if (asked.without === 'luck') {
      for (const name of ['create', 'replace', 'remove'] as const) {
        jest.spyOn(app.store, name).mockResolvedValue(null as never);
      }
    }
    const { status: got, headers, body } = await answerTo(app, route, asking(method, route, asked));
    expect([got, typeof body === 'string' ? body.slice(0, 300) : '']).toEqual([
      status,
      expect.anything(),
    ]);
    const content = described(method, route)?.answers[status]?.content;
    const [type = ''] = (headers['content-type'] ?? '').split(';');
    if (status === 304) return;
    expect(Object.keys(content ?? {})).toContain(type);
    if (JSON_TYPES.includes(type)) {
      content?.[type]?.parse(JSON.parse(textOf(body)));
    }
  });
});

test('nothing is described that no case asks for, and the other way round', () => {
  const asked = CASES.map(([status, method, route]) => `${method} ${route} ${status}`);
  const told = Object.entries(PATHS).flatMap(([route, operations]) =>
    Object.entries(operations).flatMap(([method, { answers }]) =>
      Object.keys(answers).map((status) => `${method.toUpperCase()} ${route} ${status}`),
    ),
  );
  expect([...new Set(asked)].sort()).toEqual(told.sort());
});

test('it is OpenAPI 3.1', () => {
  // The validator is an ES module, which Jest cannot load on every Node.
  const program = `
    import { Validator } from '@seriousme/openapi-schema-validator';
    import { text } from 'node:stream/consumers';
    const { valid, errors } = await new Validator().validate(JSON.parse(await text(process.stdin)));
    console.log(JSON.stringify({ valid, errors }));`;
  const input = JSON.stringify(openApiDocument('https://warden.example/api', '0.1.0'));
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { input });
  expect(JSON.parse(said.toString())).toEqual({ valid: true });
});
