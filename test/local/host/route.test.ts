import { describe, expect, test } from '@jest/globals';
import { parseRoute, RouteError } from '../../../local/host/route';

describe('match', () => {
  test.each([
    ['api/alerts', '/api/alerts', {}],
    ['api/alerts', '/API/Alerts/', {}],
    ['api/alerts', '/api/alerts/1', undefined],
    ['api/alerts/{id}', '/api/alerts/a%2Fb', { id: 'a/b' }],
    ['api/alerts/{id}', '/api/alerts/50%', { id: '50%' }],
    ['api/alerts/{id}', '/api/alerts', undefined],
    ['api/alerts/{id?}', '/api/alerts', {}],
    ['api/alerts/{id=all}', '/api/alerts', { id: 'all' }],
    ['api/{*rest}', '/api/a/b/c', { rest: 'a/b/c' }],
    ['api/{name}.{extension}', '/api/report.csv', { name: 'report', extension: 'csv' }],
    ['api/{id:int}', '/api/-5', { id: '-5' }],
    ['api/{id:int}', '/api/5x', undefined],
    ['api/{id:guid}', '/api/3f2504e0-4f89-41d3-9a0c-0305e82c3301', expect.anything()],
    ['api/{id:guid}', '/api/3f2504e0', undefined],
    ['api/{word:alpha:length(2,3)}', '/api/abc', { word: 'abc' }],
    ['api/{word:alpha:length(2,3)}', '/api/abcd', undefined],
    ['api/{n:range(1,9)}', '/api/10', undefined],
    ['api/{n:unheardOf(1)}', '/api/10', { n: '10' }],
    ['a.b/c+', '/a.b/c+', {}],
    ['a.b/c+', '/axb/c+', undefined],
    ['', '/', {}],
  ])('%s on %s', (template, path, expected) => {
    expect(parseRoute(template).match(path)).toEqual(expected);
  });
});

test('specific routes come first', () => {
  const templates = ['a/{*rest}', 'a/{id}', 'a/b', 'a/{id:int}', '{x}/b'];
  const sorted = templates
    .map(parseRoute)
    .sort((a, b) => (a.precedence < b.precedence ? -1 : 1))
    .map((route) => route.template);
  expect(sorted).toEqual(['a/b', 'a/{id:int}', 'a/{id}', 'a/{*rest}', '{x}/b']);
});

test.each(['api/{id', 'api/id}', 'api/{}', 'api/{*all}/more', 'api/{a b}'])(
  '%s is refused',
  (template) => {
    expect(() => parseRoute(template)).toThrow(RouteError);
  },
);
