import { describe, expect, test } from '@jest/globals';
import * as fixture from './fixtures/records';
import { eventOf, MESSAGE, parse } from './support';

describe('DataPlaneRequests', () => {
  test('gives every field of the event', () => {
    expect(eventOf(fixture.dataPlane())).toEqual({
      category: 'DataPlaneRequests',
      time: Date.UTC(2026, 2, 4, 5, 6, 7, 890),
      account: fixture.ACCOUNT,
      api: 'nosql',
      operation: 'query',
      operationName: 'Query',
      resourceType: 'document',
      resource: '/dbs/shop/colls/orders/docs',
      database: 'shop',
      container: 'orders',
      outcome: 'ok',
      status: 200,
      clientIp: '203.0.113.7',
      userAgent: 'cosmos-netstandard-sdk/3.35.4|4|X64|Linux|.NET 8|N|',
      application: { family: 'cosmos-dotnet-sdk', version: '3.35.4', kind: 'sdk' },
      principal: { kind: 'key', id: 'primaryMasterKey' },
      region: 'West Europe',
      requestBytes: 458,
      responseBytes: 46500,
      requestUnits: 12.57,
      durationMs: 4.726,
      requests: 1,
      activityId: fixture.ACTIVITY_ID,
      query: null,
      management: null,
      keyHigh: expect.any(Number),
      keyLow: expect.any(Number),
      message: MESSAGE,
      index: 3,
    });
  });

  test.each([
    ['Create', 'DocumentFeed', 'create', 'document'],
    ['Update', 'Document', 'replace', 'document'],
    ['ReadFeed', 'CollectionFeed', 'list', 'container'],
    ['Execute', 'StoredProcedure', 'execute', 'storedProcedure'],
    ['Delete', 'Database', 'delete', 'database'],
    ['Juggle', 'Ball', 'other', 'unknown'],
  ])('%s of a %s is %s of a %s', (operationName, type, operation, resourceType) => {
    const record = { ...fixture.dataPlane({ requestResourceType: type }), operationName };
    expect(eventOf(record)).toMatchObject({ operation, resourceType, operationName });
  });

  test.each([
    ['200', 'ok'],
    ['304', 'ok'],
    ['401', 'denied'],
    ['403', 'denied'],
    ['404', 'notFound'],
    ['409', 'clientError'],
    ['429', 'throttled'],
    ['503', 'serverError'],
    ['0', 'clientError'],
    ['', 'clientError'],
  ])('status %p is %s', (statusCode, outcome) => {
    expect(eventOf(fixture.dataPlane({ statusCode })).outcome).toBe(outcome);
  });

  test.each([
    [{ aadPrincipalId: 'AB-CD' }, { kind: 'entra', id: 'ab-cd' }],
    [{ resourceTokenPermissionId: 'perm' }, { kind: 'resourceToken', id: 'perm' }],
    [
      { authTokenType: '', keyType: 'PrimaryReadOnlyMasterKey' },
      { kind: 'key', id: 'primaryReadonlyMasterKey' },
    ],
    [{ authTokenType: 'SystemReadWrite' }, { kind: 'system', id: 'SystemReadWrite' }],
    [{ authTokenType: 'AadToken' }, { kind: 'entra', id: '' }],
    [
      { authTokenType: '', keyType: '' },
      { kind: 'unknown', id: '' },
    ],
    [{ authTokenType: 'Invalid' }, { kind: 'unknown', id: '' }],
  ])('principal of %p', (properties, principal) => {
    expect(eventOf(fixture.dataPlane(properties)).principal).toEqual(principal);
  });

  test('reads numbers as numbers, and properties as JSON or single-quoted text', () => {
    const asNumbers = {
      statusCode: 200,
      requestCharge: 12.57,
      duration: 4.726,
      responseLength: 46500,
    };
    expect(eventOf(fixture.dataPlane(asNumbers))).toEqual(eventOf(fixture.dataPlane()));
    const { properties } = fixture.dataPlane();
    const asJson = { ...fixture.dataPlane(), properties: JSON.stringify(properties) };
    expect(eventOf(asJson)).toEqual(eventOf(fixture.dataPlane()));
    const quoted = `{'statusCode':'429','databaseName':'it\\'s "new"\n'}`;
    const event = eventOf({ ...fixture.dataPlane(), properties: quoted });
    expect(event).toMatchObject({ status: 429, database: `it's "new"\n` });
  });

  test('takes names from the path where the properties are empty', () => {
    const event = eventOf(fixture.dataPlane({ databaseName: '', collectionName: undefined }));
    expect(event).toMatchObject({ database: 'shop', container: 'orders' });
  });

  test('reads the shape of 2017', () => {
    expect(eventOf(fixture.dataPlane2017())).toMatchObject({
      account: 'oldshop',
      time: Date.UTC(2026, 2, 4, 5, 6, 7, 890),
      resourceType: 'database',
      application: { family: 'azure-search-indexer', version: '1.0.0', kind: 'azure' },
      requestUnits: 2.26,
    });
  });
});

describe('DataPlaneRequests5M and 15M', () => {
  test('stand for many requests', () => {
    expect(eventOf(fixture.aggregate())).toMatchObject({
      category: 'DataPlaneRequests5M',
      requests: 40,
      requestUnits: 400.5,
      responseBytes: 90000,
      durationMs: 3.5,
      principal: { kind: 'entra', id: '9c1f0d53-77a1-4c35-8f8e-1b8a2b3c4d5e' },
    });
  });

  test('take averages times SampleCount where there is no total', () => {
    const properties = {
      requestCount: undefined,
      sampleCount: 10,
      totalResponseLength: undefined,
      avgResponseLength: '25',
    };
    const event = eventOf(fixture.aggregate('DataPlaneRequests15M', properties));
    expect(event).toMatchObject({
      category: 'DataPlaneRequests15M',
      requests: 10,
      responseBytes: 250,
    });
  });
});

test('QueryRuntimeStatistics tells the text, not the client', () => {
  const event = eventOf(fixture.queryRuntime());
  expect(event).toMatchObject({
    api: 'nosql',
    operation: 'query',
    clientIp: '',
    userAgent: '',
    principal: { kind: 'unknown' },
  });
  expect(event.query).toEqual({
    text: 'SELECT *\r\nFROM c',
    obfuscated: false,
    cut: false,
    status: 'Finished',
    rows: 3,
    shapeSignature: '-8612658657970479756',
    parameters: 1,
  });
  expect(eventOf(fixture.queryRuntime({ useragent: 'curl/8.1.0' })).application.family).toBe(
    'curl',
  );
  expect(eventOf(fixture.queryRuntime({ numberofrowsreturned: '' })).query?.rows).toBe(-1);
});

describe('ControlPlaneRequests', () => {
  test('a deleted container', () => {
    const event = eventOf(fixture.controlPlane('SqlContainersDelete'));
    expect(event).toMatchObject({
      api: 'nosql',
      operation: 'delete',
      resourceType: 'container',
      database: 'shop',
      container: 'orders',
      outcome: 'ok',
      status: 204,
    });
    expect(event.management).toMatchObject({
      source: 'controlPlane',
      phase: 'single',
      target: 'sqlDatabases/shop/containers/orders',
      properties: { resourceDetails: '{id:orders}' },
    });
  });

  test('start and complete of an account-level change', () => {
    const properties = {
      apiKind: '',
      apiKindResourceType: '',
      operationType: 'Update',
      resourceUri: '',
      httpstatusCode: '',
    };
    const start = eventOf(
      fixture.controlPlane('AccountUpdateStart', { ...properties, ipRangeFilter: '0.0.0.0' }),
    );
    expect(start).toMatchObject({
      operation: 'management',
      resourceType: 'account',
      api: null,
      outcome: 'ok',
    });
    expect(start.management).toMatchObject({
      phase: 'start',
      properties: { ipRangeFilter: '0.0.0.0' },
    });
    expect(
      eventOf(fixture.controlPlane('AccountUpdateComplete', properties)).management?.phase,
    ).toBe('end');
  });

  test('a role definition is management of the account', () => {
    const properties = {
      apiKindResourceType: 'RoleDefinition',
      operationType: 'Create',
      resourceUri: '',
    };
    expect(
      eventOf(fixture.controlPlane('SqlRoleDefinitionCreateComplete', properties)),
    ).toMatchObject({ operation: 'management', resourceType: 'account' });
  });
});

test.each(['PartitionKeyStatistics', 'PartitionKeyRUConsumption'])('%s is ignored', (category) => {
  expect(parse({ ...fixture.dataPlane(), category })).toEqual({
    kind: 'ignored',
    why: 'partitionStatistics',
  });
});
