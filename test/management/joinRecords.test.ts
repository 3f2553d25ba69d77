import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  activityRecord,
  controlPlaneRecord,
  inRestShape,
  STRANGER,
} from '../../lib/detectors/managementCases';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import { operationsIn } from '../../lib/management/joinRecords';
import type { AccessEvent } from '../../lib/telemetry/event';
import { eventOf } from './eventOf';

const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER_ID = 'aaaaaaaa-0000-4000-8000-000000000002';
const asked = (sketch = {}) =>
  ['Start', 'Success'].map((result, n) =>
    eventOf(
      activityRecord({
        operation: 'write',
        correlationId: ID,
        time: CASE_TIME + n * 700,
        ...sketch,
        result,
      }),
    ),
  );
const changed = (activityId: string, later = 0) =>
  ['Start', 'Complete'].map((suffix, n) =>
    eventOf(
      controlPlaneRecord({
        operationName: `AccountUpdate${suffix}`,
        activityId,
        time: CASE_TIME + later + n * 900,
      }),
    ),
  );

function summary(records: readonly AccessEvent[]) {
  return operationsIn(records)
    .map(({ event, manager, join, records: all }) => {
      return { log: event.category, by: manager?.principal.id ?? null, join, records: all.length };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('both logs of one operation', () => {
  test('are joined by the correlation id', () => {
    const operations = operationsIn([...asked(), ...changed(ID.toUpperCase(), 3_600_000)]);
    expect(operations.map(({ join }) => join)).toEqual(['correlationId', 'correlationId']);
    expect(operations.map(({ records }) => records.length)).toEqual([4, 4]);
  });

  test('are joined by the client request id before anything else', () => {
    const record = inRestShape(activityRecord({ operation: 'write', correlationId: ID }));
    const request = { clientIpAddress: '192.0.2.8', clientRequestId: OTHER_ID };
    const asking = eventOf({ ...record, httpRequest: request });
    const [operation] = operationsIn([asking, ...changed(OTHER_ID, 3_600_000)]);
    expect(operation?.join).toBe('clientRequestId');
  });

  test('are joined by account, operation and time, and told so', () => {
    expect(summary([...asked(), ...changed(OTHER_ID, 240_000)]).map(({ join }) => join)).toEqual([
      'time',
      'time',
    ]);
    expect(summary([...asked(), ...changed(OTHER_ID, 400_000)]).map(({ join }) => join)).toEqual([
      null,
      null,
    ]);
  });

  test('are not joined by time where two people asked', () => {
    const other = asked({ ...STRANGER, correlationId: 'bbbbbbbb-0000-4000-8000-000000000001' });
    const joins = summary([...asked(), ...other, ...changed(OTHER_ID, 60_000)]);
    expect(joins.map(({ join }) => join)).toEqual([null, null, null]);
    expect(joins.find(({ log }) => log === 'ControlPlaneRequests')?.by).toBeNull();
  });

  test('are not joined where they are about different things', () => {
    const script = asked({
      operation: 'sqlDatabases/containers/storedProcedures/write',
      target: '/sqlDatabases/shop/containers/orders/storedProcedures/a',
    });
    const written = eventOf(
      controlPlaneRecord({
        operationName: 'SqlStoredProceduresCreate',
        properties: { resourceUri: 'sqlDatabases/shop/containers/orders/storedProcedures/b' },
      }),
    );
    expect(summary([...script, written]).map(({ join }) => join)).toEqual([null, null]);
  });
});

test('what only began or failed is no operation that was done', () => {
  const [start] = asked();
  const failed = eventOf(
    activityRecord({ operation: 'write', correlationId: ID, result: 'Failure' }),
  );
  expect(operationsIn([...(start === undefined ? [] : [start]), failed])).toEqual([]);
});

test('operations of one deployment share a correlation id and stay apart', () => {
  const keys = asked({ operation: 'regenerateKey/action' });
  expect(operationsIn([...asked(), ...keys])).toHaveLength(2);
});

test('the order of the records is nothing', () => {
  const all = [
    ...asked(),
    ...changed(OTHER_ID, 30_000),
    ...asked({ operation: 'regenerateKey/action' }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(summary(shuffled)).toEqual(summary(all));
    }),
  );
});
