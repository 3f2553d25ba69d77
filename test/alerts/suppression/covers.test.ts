import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { MOST_VALUES, NO_FACTS, type Facts } from '../../../lib/alerts/facts';
import { covers } from '../../../lib/alerts/suppression/covers';
import type { SuppressionRule } from '../../../lib/alerts/suppression/rule';
import { suppressionRule } from './rules';

const ACCOUNT =
  '/subscriptions/1/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/shop';

const FACTS: Facts = {
  ...NO_FACTS,
  addresses: ['203.0.113.7', '203.0.113.9'],
  countries: ['NL'],
  principals: ['key primaryMasterKey'],
  applications: ['python-requests'],
  containers: ['shop/orders'],
  queryShapes: ['0123456789abcdef'],
};

function isCovered(rule: Partial<SuppressionRule>, facts: Partial<Facts> = {}): boolean {
  return covers(suppressionRule(rule), {
    alertType: 'CosmosDB_TorAnomaly',
    accountId: ACCOUNT as Parameters<typeof covers>[1]['accountId'], // an id as parsers write it
    internal: { facts: { ...FACTS, ...facts } },
  });
}

test.each<[Partial<SuppressionRule>, boolean]>([
  [{}, true],
  [{ alertType: 'CosmosDB_SuspiciousIp' }, false],
  [{ accountId: ACCOUNT }, true],
  [{ accountId: `${ACCOUNT}-2` }, false],
  [{ address: '203.0.113.0/24' }, true],
  [{ address: '203.0.113.0/28' }, true],
  [{ address: '203.0.113.8/29' }, false],
  [{ address: '203.0.113.7' }, false],
  [{ address: '2001:db8::/32' }, false],
  [{ address: '::/0' }, false],
  [{ address: '0.0.0.0/0' }, true],
  [{ principal: 'Key primaryMasterKey' }, true],
  [{ principal: 'key secondaryMasterKey' }, false],
  [{ application: 'Python-Requests' }, true],
  [{ country: 'NL' }, true],
  [{ country: 'DE' }, false],
  [{ container: 'shop/orders' }, true],
  [{ container: 'shop/Orders' }, false],
  [{ container: 'shop' }, false],
  [{ queryShape: '0123456789abcdef' }, true],
  [{ queryShape: 'fedcba9876543210' }, false],
  [{ address: '203.0.113.0/24', principal: 'key other' }, false],
])('%j: %s', (rule, expected) => {
  expect(isCovered(rule)).toBe(expected);
});

test('an IPv6 network covers its addresses and no other', () => {
  const facts = { addresses: ['2001:db8:1::1', '2001:db8:1:ffff::2'] };
  expect(isCovered({ address: '2001:db8:1::/48' }, facts)).toBe(true);
  expect(isCovered({ address: '2001:db8:1::/49' }, facts)).toBe(false);
});

const RULE_OF = {
  addresses: { address: '203.0.113.0/24' },
  countries: { country: 'NL' },
  principals: { principal: 'key primaryMasterKey' },
  applications: { application: 'python-requests' },
  containers: { container: 'shop/orders' },
  queryShapes: { queryShape: '0123456789abcdef' },
} as const;
// The keys of an object literal are its names.
const FACETS = Object.keys(RULE_OF) as (keyof typeof RULE_OF)[];

describe.each(FACETS)('nobody hides behind an expected value: %s', (facet) => {
  const rule = RULE_OF[facet];
  test('covered as it is', () => expect(isCovered(rule)).toBe(true));
  test.each<[string, Partial<Facts>]>([
    ['one value beside it', { [facet]: [...FACTS[facet], 'zz'] }],
    ['no value', { [facet]: [] }],
    ['an operation without one', { incomplete: [facet] }],
    [
      'a list that was cut',
      { [facet]: Array.from({ length: MOST_VALUES }, () => FACTS[facet][0] ?? '') },
    ],
  ])('%s', (_, facts) => {
    expect(isCovered(rule, facts)).toBe(false);
    expect(isCovered({}, facts)).toBe(true);
  });
});

test.each(FACETS)('while a client is looked for, nothing is known of %s of clients', (facet) => {
  const isOfRequest = facet === 'containers' || facet === 'queryShapes';
  expect(isCovered(RULE_OF[facet], { pendingClients: ['a'] })).toBe(isOfRequest);
});

test('an alert that grows is never covered by more than before', () => {
  const some = fc.uniqueArray(fc.constantFrom('203.0.113.7', '203.0.113.200', '192.0.2.1', 'x'));
  fc.assert(
    fc.property(fc.constantFrom(...FACETS), some, some, (facet, before, added) => {
      const isBefore = before.length > 0 && isCovered(RULE_OF[facet], { [facet]: before });
      const after = { [facet]: [...new Set([...before, ...added])] };
      if (before.length > 0 && !isBefore) expect(isCovered(RULE_OF[facet], after)).toBe(false);
    }),
  );
});
