import { describe, expect, test } from '@jest/globals';
import * as fixture from './fixtures/records';
import { eventOf, keyOf, parse } from './support';

describe('Activity Log', () => {
  test('who listed the keys, from where, with what', () => {
    const event = eventOf(fixture.activity());
    expect(event).toMatchObject({
      category: 'ActivityLog',
      account: fixture.ACCOUNT,
      api: null,
      operation: 'management',
      operationName: 'MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS/LISTKEYS/ACTION',
      resourceType: 'account',
      outcome: 'ok',
      status: 200,
      clientIp: '198.51.100.7',
      application: { family: 'powershell', kind: 'tool' },
      principal: { kind: 'entra', id: fixture.OBJECT_ID },
      durationMs: 105,
    });
    expect(event.management).toMatchObject({
      source: 'activityLog',
      phase: 'end',
      target: fixture.ACCOUNT,
      caller: 'dana@example.com',
      clientApplicationId: fixture.POWERSHELL,
      correlationId: fixture.CORRELATION_ID,
      properties: { message: 'listKeys', nested: '{"a":[1]}' },
    });
    expect(event.management?.claims.ipaddr).toBe('198.51.100.7');
  });

  test('the REST shape tells the same and has the same key', () => {
    const rest = eventOf(fixture.activityRest());
    const hub = eventOf(fixture.activity());
    const same = [
      'time',
      'account',
      'outcome',
      'status',
      'clientIp',
      'application',
      'principal',
      'keyHigh',
      'keyLow',
    ] as const;
    for (const field of same) expect(rest[field]).toEqual(hub[field]);
    expect(rest.management).toMatchObject({
      phase: 'end',
      caller: 'dana@example.com',
      clientRequestId: 'req-1',
    });
  });

  test.each(['Action', 'Administrative', 'ADMINISTRATIVE'])('category %s', (category) => {
    expect(eventOf(fixture.activity({ category })).category).toBe('ActivityLog');
  });

  test.each([
    ['Start', 'Started.', 'start', 'ok'],
    ['Accept', 'Accepted.Accepted', 'start', 'ok'],
    ['Succeeded', '', 'end', 'ok'],
    ['Failure', 'Failed.Forbidden', 'end', 'denied'],
    ['Failed', '404', 'end', 'notFound'],
    ['Failure', '', 'end', 'clientError'],
    ['Failure', 'Failed.OK', 'end', 'clientError'],
    ['In Progress', '', 'start', 'ok'],
  ])('%s %s is a %s, %s', (resultType, resultSignature, phase, outcome) => {
    const event = eventOf(fixture.activity({ resultType, resultSignature, properties: undefined }));
    expect(event.outcome).toBe(outcome);
    expect(event.management?.phase).toBe(phase);
  });

  test('start and end of one operation are two records', () => {
    expect(keyOf(fixture.activity({ resultType: 'Start' }))).not.toBe(keyOf(fixture.activity()));
  });

  test('a deleted container', () => {
    const event = eventOf(
      fixture.activity({
        resourceId: `${fixture.RESOURCE_ID}/SQLDATABASES/SHOP/CONTAINERS/ORDERS`,
        operationName: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/delete',
      }),
    );
    expect(event).toMatchObject({
      account: fixture.ACCOUNT,
      api: 'nosql',
      operation: 'delete',
      resourceType: 'container',
      database: 'shop',
      container: 'orders',
    });
  });

  test('a diagnostic setting of an account belongs to the account', () => {
    const event = eventOf(
      fixture.activity({
        resourceId: `${fixture.RESOURCE_ID}/providers/microsoft.insights/diagnosticSettings/all`,
        operationName: 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE',
      }),
    );
    expect(event).toMatchObject({ account: fixture.ACCOUNT, operation: 'management' });
  });

  test('the diagnostic setting of a subscription is watched, other settings are not', () => {
    const resourceId = '/SUBSCRIPTIONS/S1/providers/microsoft.insights/diagnosticSettings/all';
    const operationName = 'Microsoft.Insights/diagnosticSettings/delete';
    expect(eventOf(fixture.activity({ resourceId, operationName })).account).toBe(
      '/subscriptions/s1',
    );
    expect(
      parse(fixture.activity({ resourceId, operationName: 'Microsoft.Billing/x/write' })),
    ).toMatchObject({ why: 'otherService' });
  });

  test('without claims the role evidence, then the caller names the principal', () => {
    const evidence = {
      authorization: { evidence: { principalId: fixture.OBJECT_ID.replaceAll('-', '') } },
    };
    expect(eventOf(fixture.activity({ identity: evidence })).principal.id).toBe(fixture.OBJECT_ID);
    expect(eventOf(fixture.activity({ identity: 'plain text' })).principal.kind).toBe('unknown');
    expect(eventOf(fixture.activity({ identity: null, caller: 'app-1' })).principal).toEqual({
      kind: 'entra',
      id: 'app-1',
    });
  });
});
