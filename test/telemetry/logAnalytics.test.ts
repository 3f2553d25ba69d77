import { describe, expect, test } from '@jest/globals';
import * as fixture from './fixtures/records';
import { eventOf, keyOf, parse } from './support';
import type { Fields } from './fixtures/records';

/** Columns that a query can leave out, too. */
const row = (type: string | undefined, columns: Fields): Fields => ({
  TimeGenerated: fixture.TIME,
  _ResourceId: fixture.ACCOUNT,
  AccountName: 'SHOP',
  ActivityId: fixture.ACTIVITY_ID,
  DatabaseName: 'shop',
  CollectionName: 'orders',
  ...(type === undefined ? {} : { Type: type }),
  ...columns,
});

const dataPlaneColumns = {
  OperationName: 'Query',
  RequestResourceType: 'Document',
  RequestResourceId: '/dbs/shop/colls/orders/docs',
  StatusCode: 200,
  DurationMs: 4.726,
  UserAgent: 'cosmos-netstandard-sdk/3.35.4|4|X64|Linux|.NET 8|N|',
  ClientIpAddress: '203.0.113.7',
  RequestCharge: 12.57,
  RequestLength: 458,
  ResponseLength: 46500,
  RegionName: 'West Europe',
  AuthTokenType: 'PrimaryMasterKey',
};

describe('rows of the CDB tables', () => {
  test.each(['CDBDataPlaneRequests', undefined])(
    'of type %p equal the Event Hub record',
    (type) => {
      expect(eventOf(row(type, dataPlaneColumns))).toEqual(eventOf(fixture.dataPlane()));
    },
  );

  test('of the API tables have the key of the Event Hub record', () => {
    const columns = {
      OperationName: 'QuerySelect',
      Address: '203.0.113.7',
      ErrorCode: '-1',
      RequestCharge: 9.059999999999999,
      ResponseLength: 364,
      DurationMs: 0.3119,
      OpCode: '<empty>',
      PIICommandText: '{"request":"SELECT 1"}',
    };
    const hub = fixture.apiRequest('CassandraRequests', 'QuerySelect', {
      errorCode: '-1',
      piiCommandText: '{"request":"SELECT 1"}',
    });
    expect(keyOf(row('CDBCassandraRequests', columns))).toBe(keyOf(hub));
    expect(keyOf(row(undefined, columns))).toBe(keyOf(hub));
  });

  test('of query statistics have the key although most columns are missing', () => {
    const { querytext } = fixture.queryRuntime().properties;
    const columns = { PartitionKeyRangeId: '0', QueryText: querytext };
    const event = eventOf(row('CDBQueryRuntimeStatistics', columns));
    expect(event.query?.text).toBe('SELECT *\r\nFROM c');
    expect(keyOf(row(undefined, columns))).toBe(keyOf(fixture.queryRuntime()));
  });

  test.each([
    ['MongoRequests', { ErrorCode: '0', OpCode: 'MongoOpCode_OP_MSG' }],
    ['GremlinRequests', { ErrorCode: '200', OperationName: 'eval' }],
    ['TableApiRequests', { ErrorCode: '200', TableName: 'people' }],
    ['ControlPlaneRequests', { ApiKind: 'Sql', HttpStatusCode: 200 }],
    ['DataPlaneRequests5M', { TotalRequestCharge: 12.5, SampleCount: 4, StatusCode: 200 }],
  ])('without Type are told by their columns: %s', (category, columns) => {
    expect(eventOf(row(undefined, columns)).category).toBe(category);
  });

  test('of partition statistics are ignored, unknown columns are dead letters', () => {
    expect(parse(row('CDBPartitionKeyStatistics', {}))).toMatchObject({
      why: 'partitionStatistics',
    });
    expect(parse(row(undefined, {}))).toMatchObject({ reason: 'missingCategory' });
    expect(parse(row('CDBDreams', {}))).toMatchObject({ reason: 'unknownCategory' });
  });

  test('without a resource id name the account', () => {
    const event = eventOf(
      row('CDBDataPlaneRequests', { ...dataPlaneColumns, _ResourceId: undefined }),
    );
    expect(event.account).toBe('shop');
  });
});

describe('AzureDiagnostics', () => {
  const legacy = {
    TimeGenerated: fixture.TIME,
    ResourceId: fixture.RESOURCE_ID,
    ResourceProvider: 'MICROSOFT.DOCUMENTDB',
    Category: 'DataPlaneRequests',
    OperationName: 'Query',
    Type: 'AzureDiagnostics',
    activityId_g: fixture.ACTIVITY_ID,
    requestResourceType_s: 'Document',
    requestResourceId_s: '/dbs/shop/colls/orders/docs',
    statusCode_s: '200',
    duration_d: 4.726,
    clientIpAddress_s: '203.0.113.7',
    requestCharge_s: '12.570000',
    responseLength_s: '46500',
  };

  test('a row has the key of the Event Hub record', () => {
    expect(keyOf(legacy)).toBe(keyOf(fixture.dataPlane()));
  });

  test('properties past the column limit are found', () => {
    const { clientIpAddress_s: address, ...narrow } = legacy;
    const wide = { ...narrow, AdditionalFields: JSON.stringify({ clientIpAddress: address }) };
    expect(eventOf(wide).clientIp).toBe('203.0.113.7');
  });

  test('another provider is ignored', () => {
    expect(parse({ ...legacy, ResourceProvider: 'MICROSOFT.SQL' })).toMatchObject({
      why: 'otherTable',
    });
  });
});

test('a row of AzureActivity has the key of the Event Hub record', () => {
  const activityRow = {
    TimeGenerated: fixture.TIME,
    Type: 'AzureActivity',
    _ResourceId: fixture.ACCOUNT,
    CategoryValue: 'Administrative',
    OperationNameValue: 'Microsoft.DocumentDB/databaseAccounts/listKeys/action',
    ActivityStatusValue: 'Success',
    ActivitySubstatusValue: 'OK',
    Caller: 'dana@example.com',
    CallerIpAddress: '198.51.100.7',
    CorrelationId: fixture.CORRELATION_ID,
    Claims: JSON.stringify(fixture.claims),
    HTTPRequest: '{"clientRequestId":"req-2"}',
    Properties: '{"statusCode":"OK"}',
  };
  const event = eventOf(activityRow);
  expect(event.principal).toEqual({ kind: 'entra', id: fixture.OBJECT_ID });
  expect(event.management).toMatchObject({ caller: 'dana@example.com', clientRequestId: 'req-2' });
  expect(keyOf(activityRow)).toBe(keyOf(fixture.activity()));
});
