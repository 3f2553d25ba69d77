import { describe, expect, test } from '@jest/globals';
import * as fixture from './fixtures/records';
import { eventOf, parse } from './support';

const without = (field: string) => ({ ...fixture.dataPlane(), [field]: undefined });
const having = (fields: fixture.Fields) => ({ ...fixture.dataPlane(), ...fields });
const provider = (path: string) => `/SUBSCRIPTIONS/X/RESOURCEGROUPS/Y/PROVIDERS/${path}`;

describe('dead letters name what is wrong', () => {
  test.each([
    ['a number', 5, 'notAnObject'],
    ['null', null, 'notAnObject'],
    ['an array', [], 'notAnObject'],
    ['an empty object', {}, 'missingCategory'],
    ['no category', without('category'), 'missingCategory'],
    ['a new category of ours', having({ category: 'DreamRequests' }), 'unknownCategory'],
    ['no time', without('time'), 'missingTime'],
    ['a numeric time', having({ time: 1700000000000 }), 'invalidTime'],
    ['a malformed time', having({ time: '2023-06-15:54:46.8676027Z' }), 'invalidTime'],
    ['the year 1601', having({ time: '1601-01-01T00:00:00.0000000Z' }), 'timeOutOfRange'],
    ['the year 9999', having({ time: '9999-12-31T23:59:59.9999999Z' }), 'timeOutOfRange'],
    ['no resource', without('resourceId'), 'missingResource'],
    ['a resource that is none', having({ resourceId: 'two words' }), 'invalidResource'],
    ['no properties', without('properties'), 'missingProperties'],
    ['an array of properties', having({ properties: [1] }), 'unreadableProperties'],
    ['a text of properties', having({ properties: '[ 227 B blob data ]' }), 'unreadableProperties'],
    ['an activity without operation', fixture.activity({ operationName: {} }), 'missingOperation'],
  ])('%s', (_, record, reason) => {
    expect(parse(record)).toMatchObject({ kind: 'deadLetter', reason });
  });

  test('the detail quotes the value, bounded', () => {
    const parsed = parse(having({ time: 'x'.repeat(10_000) }));
    expect(parsed).toMatchObject({ detail: expect.stringMatching(/^time is .*: "x{100}…"$/) });
  });
});

describe('what is not ours is ignored with a reason', () => {
  test.each([
    ['a metric', { metricName: 'Requests', time: fixture.TIME, total: 3 }, 'metric'],
    [
      'another service',
      having({ category: 'AuditEvent', resourceId: provider('MICROSOFT.KEYVAULT/VAULTS/V') }),
      'otherService',
    ],
    [
      'a mongo vCore cluster',
      having({
        category: 'vCoreMongoRequests',
        resourceId: provider('MICROSOFT.DOCUMENTDB/MONGOCLUSTERS/M'),
      }),
      'otherResourceType',
    ],
    [
      'keys of another service',
      fixture.activity({ resourceId: provider('MICROSOFT.EVENTHUB/NAMESPACES/N') }),
      'otherService',
    ],
    ['a policy record', fixture.activity({ category: 'Policy' }), 'activityLogCategory'],
    [
      'a Defender alert in the Activity Log',
      { category: { value: 'Security' }, eventTimestamp: fixture.TIME },
      'securityAlert',
    ],
    [
      'a Defender alert',
      { type: 'Microsoft.Security/Locations/alerts', properties: { alertType: 'VM_EICAR' } },
      'securityAlert',
    ],
    ['another table', { TimeGenerated: fixture.TIME, Type: 'SigninLogs' }, 'otherTable'],
  ])('%s', (_, record, why) => {
    expect(parse(record)).toEqual({ kind: 'ignored', why });
  });
});

test("a record inside a shipper's object is read", () => {
  expect(eventOf({ source: 'file', record: fixture.dataPlane() })).toEqual(
    eventOf(fixture.dataPlane()),
  );
});

test('category and resource are recognised in any case', () => {
  const record = having({
    category: 'DATAPLANEREQUESTS',
    resourceId: fixture.RESOURCE_ID.toLowerCase().slice(1),
  });
  expect(eventOf(record)).toEqual(eventOf(fixture.dataPlane()));
});

test('members called __proto__ change nothing', () => {
  const text = JSON.stringify(fixture.activity()).replace('"eventCategory"', '"__proto__"');
  const event = eventOf(JSON.parse(text));
  expect(Object.keys(event.management?.properties ?? {})).toContain('__proto__');
  expect(({} as { Administrative?: unknown }).Administrative).toBeUndefined();
  expect(Object.getPrototypeOf(event.management?.properties)).toBeNull();
});
