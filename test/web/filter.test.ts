import { describe, expect, test } from '@jest/globals';
import { readParameters } from '../../lib/api/parameters';
import { alertListSchema } from '../../lib/api/schemas/alertFilter';
import { alertsPath, filterQuery, readFilter } from '../../web/alerts/filter';
import { hrefOf, parseRoute } from '../../web/app/route';

describe('the address of the page', () => {
  test.each([
    ['', [], ''],
    ['#/', [], ''],
    ['#/alerts', ['alerts'], ''],
    ['#/alerts?status=Active&q=a+b', ['alerts'], 'status=Active&q=a+b'],
    ['#/accounts/%2Fsubscriptions%2F1', ['accounts', '/subscriptions/1'], ''],
    ['#/%E0%A4%A', [], ''],
  ])('%j', (hash, path, query) => {
    const route = parseRoute(hash);
    expect([route.path, route.query.toString()]).toEqual([path, query]);
  });

  test('a link leads to the route that it was made of', () => {
    const path = ['accounts', '/subscriptions/a?b#c'];
    const { path: read, query } = parseRoute(hrefOf(path, { q: 'x & y?' }));
    expect([read, query.get('q')]).toEqual([path, 'x & y?']);
  });
});

describe('the filter of the list', () => {
  const query = new URLSearchParams(
    'status=Active,InProgress&severity=High&alertType=A&accountId=%2Fa&q=tor&from=2026-11-01&suppressed=only&sort=type',
  );

  test('is the address, there and back', () => {
    expect(Object.fromEntries(filterQuery(readFilter(query)))).toEqual(Object.fromEntries(query));
  });

  test('leaves out what the API would refuse', () => {
    const odd = new URLSearchParams('status=Odd,Active&severity=x&suppressed=y&sort=z&top=9');
    expect(readFilter(odd)).toMatchObject({
      status: ['Active'],
      severity: [],
      suppressed: 'exclude',
      sort: 'newest',
    });
  });

  test('is understood by the API', () => {
    const { searchParams } = new URL(alertsPath(readFilter(query)), 'http://localhost/api/');
    expect(readParameters(searchParams, alertListSchema).top).toBe(500);
  });
});
