import { describe, expect, test } from '@jest/globals';
import * as fixture from './fixtures/records';
import { eventOf } from './support';

describe('API categories', () => {
  test.each([
    ['MongoRequests', 'find', '0', 'ok', 'query', 'mongodb'],
    ['MongoRequests', 'insert', '16500', 'throttled', 'create', 'mongodb'],
    ['MongoRequests', 'dropDatabase', '13', 'denied', 'delete', 'mongodb'],
    ['MongoRequests', 'saslStart', '18', 'denied', 'other', 'mongodb'],
    ['MongoRequests', 'hello', '0', 'ok', 'other', 'mongodb'],
    ['MongoRequests', 'hostInfo', '0', 'ok', 'metadata', 'mongodb'],
    ['MongoRequests', 'aggregate', '50', 'serverError', 'query', 'mongodb'],
    ['MongoRequests', 'update', '11000', 'clientError', 'replace', 'mongodb'],
    ['CassandraRequests', 'QuerySelect', '-1', 'ok', 'query', 'cassandra'],
    ['CassandraRequests', 'QueryTruncate', '8448', 'denied', 'delete', 'cassandra'],
    ['CassandraRequests', 'Startup', '256', 'denied', 'other', 'cassandra'],
    ['CassandraRequests', 'QueryInsert', '4097', 'throttled', 'create', 'cassandra'],
    ['CassandraRequests', 'QueryDelete', '8192', 'clientError', 'delete', 'cassandra'],
    ['GremlinRequests', 'eval', '200', 'ok', 'query', 'gremlin'],
    ['GremlinRequests', 'eval', '429', 'throttled', 'query', 'gremlin'],
    ['TableApiRequests', 'QueryEntities', '', 'ok', 'query', 'table'],
    ['TableApiRequests', 'DeleteTable', '204', 'ok', 'delete', 'table'],
    ['TableApiRequests', 'InsertEntity', 'AuthenticationFailed', 'denied', 'create', 'table'],
    ['TableApiRequests', 'GetEntity', 'ResourceNotFound', 'notFound', 'read', 'table'],
  ])('%s %s with error code %p is %s', (category, name, errorCode, outcome, operation, api) => {
    const event = eventOf(fixture.apiRequest(category, name, { errorCode }));
    expect(event).toMatchObject({
      category,
      outcome,
      operation,
      api,
      clientIp: '203.0.113.7',
      userAgent: '',
      requestUnits: 9.059999999999999,
    });
  });

  test('command texts are unwrapped as each API wraps them', () => {
    const textOf = (category: string, piiCommandText: string) =>
      eventOf(fixture.apiRequest(category, 'x', { piiCommandText })).query?.text;
    expect(textOf('CassandraRequests', '{"request":"SELECT key FROM t"}')).toBe(
      'SELECT key FROM t',
    );
    expect(textOf('MongoRequests', '{"find":"logins","filter":{"$where":"1"}}')).toBe(
      '{"find":"logins","filter":{"$where":"1"}}',
    );
    expect(textOf('GremlinRequests', 'g.V().count()')).toBe('g.V().count()');
    expect(textOf('TableApiRequests', "Name eq 'x'")).toBe("Name eq 'x'");
    expect(textOf('TableApiRequests', '')).toBeUndefined();
  });

  test('to query the catalogue of Cassandra is to list containers', () => {
    const properties = { errorCode: '-1', databaseName: 'system_schema' };
    const event = eventOf(fixture.apiRequest('CassandraRequests', 'QuerySelect', properties));
    expect(event).toMatchObject({ operation: 'list', resourceType: 'container' });
  });

  test('a traversal that drops is a deletion', () => {
    const properties = { errorCode: '200', piiCommandText: "g.V('1').drop()" };
    expect(eventOf(fixture.apiRequest('GremlinRequests', 'eval', properties)).operation).toBe(
      'delete',
    );
  });
});
