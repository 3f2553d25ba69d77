import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyQueryOf } from '../../../../lib/baseline/sources/logAnalytics/historyQuery';
import { TABLES } from '../../../../lib/baseline/sources/logAnalytics/tables';
import { HOUR, START } from './answers';

const question = {
  accounts: ['shop', 'shop-eu'],
  from: START,
  to: START + 24 * HOUR,
  crowded: false,
  without: new Set<never>(),
};

/** Read by a person, and free of diagnostics in the Kusto language service (0 of 2 files). */
const golden = (name: string) => readFileSync(join(__dirname, name), 'utf8');

describe('the query', () => {
  test('is the one that was reviewed', () => {
    expect(historyQueryOf(question)).toBe(golden('historyQuery.kql'));
  });

  test('of a crowded hour is the one that was reviewed', () => {
    const crowded = { ...question, accounts: ['shop'], to: START + HOUR, crowded: true };
    expect(historyQueryOf(crowded)).toBe(golden('crowdedQuery.kql'));
  });

  test.each(TABLES)('leaves out %s where it may not be asked', (table) => {
    expect(historyQueryOf(question)).toContain(`(${table}\n`);
    expect(historyQueryOf({ ...question, without: new Set([table]) })).not.toContain(table);
  });

  test.each(['shop"]);', 'Shop', '', 'a b', 'shop\\', "shop'"])(
    'is not made for the name %j',
    (name) => {
      expect(() => historyQueryOf({ ...question, accounts: [name] })).toThrow(RangeError);
    },
  );
});
