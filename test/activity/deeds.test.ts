import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Deeds, MOST_DEEDS } from '../../lib/activity/deeds';
import { NameList } from '../../lib/activity/nameList';
import { OperationSet, operationEntry } from '../../lib/activity/operationSet';
import { activityRecord, controlPlaneRecord } from '../../lib/detectors/managementCases';
import { CASE_HOUR } from '../../lib/detectors/historyCases';
import { eventOf } from '../management/eventOf';

const listing = (n: number, result = 'Success') =>
  eventOf(
    activityRecord({
      operation: 'listKeys/action',
      account: `shop${n}`,
      time: CASE_HOUR + n * 1000,
      correlationId: `id-${n}`,
      result,
    }),
  );

describe('deeds', () => {
  test('a listing that began is an attempt, one that succeeded both', () => {
    const deeds = new Deeds(CASE_HOUR);
    deeds.see(listing(1, 'Start'), 'demo/shop1');
    expect(deeds.toList().map(({ kind }) => kind)).toEqual(['keyListingAttempt']);
    deeds.see(listing(1), 'demo/shop1');
    expect(deeds.toList().map(({ kind }) => kind)).toEqual(['keyListing', 'keyListingAttempt']);
  });

  test('a start teaches how an account was guarded, and nothing that opens it', () => {
    const body = { properties: { publicNetworkAccess: 'Enabled', ipRules: ['198.51.100.7'] } };
    const sketch = { operation: 'write', time: CASE_HOUR, body };
    const subjects = (result: string) => {
      const deeds = new Deeds(CASE_HOUR);
      deeds.see(eventOf(activityRecord({ ...sketch, result })));
      return deeds.toList().flatMap(({ kind, subject }) => (kind === 'state' ? [subject] : []));
    };
    expect(subjects('Start')).toEqual(['firewall listed']);
    expect(subjects('Failure')).toEqual([]);
    expect(subjects('Success')).toEqual(['firewall listed', 'publicAccess on']);
  });

  test('any cut and order give the same, and so does seeing them again, beyond the bound too', () => {
    const events = Array.from({ length: MOST_DEEDS }, (_, n) => listing(n));
    const all = new Deeds(CASE_HOUR);
    for (const [n, event] of events.entries()) all.see(event, `demo/shop${n}`);
    expect(all.size).toBe(MOST_DEEDS);
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: events.length, maxLength: 400 }), (places) => {
        const parts = [0, 1, 2].map(() => new Deeds(CASE_HOUR));
        for (const [n, place] of places.entries()) {
          const event = events[n % events.length];
          if (event !== undefined) parts[place]?.see(event, `demo/shop${n % events.length}`);
        }
        const merged = new Deeds(CASE_HOUR);
        for (const part of parts) merged.merge(part);
        expect(merged.toList()).toEqual(all.toList());
      }),
      { numRuns: 20 },
    );
  });

  test('of whoever does much crowd nobody out, whatever came first', () => {
    const intruder = eventOf(
      activityRecord({ operation: 'listKeys/action', time: CASE_HOUR, identity: 'ffffffff' }),
    );
    const events = Array.from({ length: MOST_DEEDS }, (_, n) => listing(n));
    for (const first of [true, false]) {
      const deeds = new Deeds(CASE_HOUR);
      if (first) deeds.see(intruder, 'demo/shop0');
      for (const [n, event] of events.entries()) deeds.see(event, `demo/shop${n}`);
      if (!first) deeds.see(intruder, 'demo/shop0');
      const own = deeds.toList().filter(({ principal }) => principal.id === 'ffffffff');
      expect(own.map(({ kind }) => kind).sort()).toEqual(['keyListing', 'keyListingAttempt']);
      expect(deeds.size).toBe(MOST_DEEDS);
    }
  });

  test('are stored and read without loss', () => {
    const deeds = new Deeds(CASE_HOUR);
    deeds.see(listing(7), 'demo/shop7');
    const properties = { ipRangeFilter: '' };
    deeds.see(eventOf(controlPlaneRecord({ operationName: 'AccountUpdateComplete', properties })));
    const names = new NameList();
    const stored = deeds.toStored(names);
    expect(Deeds.from(stored, names.names(), CASE_HOUR).toList()).toEqual(deeds.toList());
  });
});

test('of two logs the one that tells of more operations counts, in any order', () => {
  const asked = [1, 2, 3].map((n) => {
    const correlationId = `corr-${n}`;
    return eventOf(activityRecord({ operation: 'write', correlationId }));
  });
  const changed = [1, 2].flatMap((n) =>
    ['Start', 'Complete'].map((suffix) =>
      eventOf(
        controlPlaneRecord({ operationName: `AccountUpdate${suffix}`, activityId: `act-${n}` }),
      ),
    ),
  );
  const entries = [...asked, ...changed].map(operationEntry);
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      const set = new OperationSet(100);
      for (const entry of shuffled) set.add(entry);
      expect(set.size).toBe(3);
      expect(OperationSet.from(set.toString(), 100).size).toBe(3);
    }),
  );
});
