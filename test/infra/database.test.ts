import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { CONTAINERS } from '../../lib/storage/documents';
import { bicepFile } from './bicep';
import { bicepValue } from './bicepValue';

const CONTAINER = z.object({
  name: z.string(),
  partitionKey: z.string(),
  timeToLive: z.number().optional(),
  indexedPaths: z.array(z.string()),
});

const deployed = z.array(CONTAINER).parse(bicepValue('shared/containers.bicep', 'containers'));

const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((name) => join('lib', name).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('lib/storage/'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

test('the containers are those of the code, with its partition keys and times to live', () => {
  const shapes = deployed.map(({ name, partitionKey, timeToLive = null }) => {
    return [name, { partitionKey: partitionKey.slice(1), timeToLive }];
  });
  expect(Object.fromEntries(shapes)).toEqual(CONTAINERS);
});

describe('the indexes', () => {
  /** Files with conditions of a query that another file runs. */
  const CONTAINER_OF: Readonly<Record<string, string>> = {
    'lib/api/alertFilter.ts': 'alerts',
    'lib/alerts/suppression/hiddenAlerts.ts': 'alerts',
  };
  const QUERY = /\.query(?:<[^;]*?>)?\(\s*'(\w+)'/g;
  const FIELD = /\bfield: (?:'([\w.]+)'|`([\w.${}]+)`|name\b)/g;

  const fields = sources.flatMap(({ path, text }) => {
    const queried = [...text.matchAll(QUERY)].map(([, name = '']) => name);
    const containers = new Set([
      ...queried,
      ...(CONTAINER_OF[path] === undefined ? [] : [CONTAINER_OF[path]]),
    ]);
    const names = [...text.matchAll(FIELD)].map(([, plain, built]) => plain ?? built ?? '');
    return names
      .filter((name) => name !== '')
      .map((field) => ({ path, field, containers: [...containers] }));
  });

  test('a file with conditions asks one container', () => {
    expect(fields.length).toBeGreaterThan(25);
    for (const { path, containers } of fields)
      expect([path, containers]).toEqual([path, [expect.any(String)]]);
  });

  test.each(fields.map(({ path, field, containers }) => [path, field, containers[0] ?? '']))(
    '%s: %s is indexed in %s',
    (_, field, container) => {
      const paths = deployed.find(({ name }) => name === container)?.indexedPaths ?? [];
      const path = `/${field.replaceAll('.', '/')}`;
      const isIndexed = paths.some(
        (one) => one === `${path}/?` || (one.endsWith('/*') && path.startsWith(one.slice(0, -1))),
      );
      // Azure indexes ids by itself.
      expect(isIndexed || field === 'id').toBe(true);
    },
  );

  test('nothing is indexed that no query asks for, but partition keys', () => {
    const asked = new Set(fields.map(({ field }) => `/${field.replaceAll('.', '/')}/?`));
    for (const { name, partitionKey, indexedPaths } of deployed) {
      const filters =
        name === 'alerts' ? ['/status/?', '/severity/?', '/api/?', '/delivery/*'] : [];
      const known = new Set([...asked, ...filters, `${partitionKey}/?`]);
      expect([name, indexedPaths.filter((path) => !known.has(path))]).toEqual([name, []]);
    }
  });
});

describe('the rights', () => {
  const mayDelete = bicepValue('shared/containers.bicep', 'containersWithDelete');

  test('to delete are on the leases and the suppressions alone', () => {
    expect(mayDelete).toEqual(['leases', 'suppressions']);
  });

  test('are enough for what the code deletes', () => {
    const deleted = sources.flatMap(({ text }) =>
      [...text.matchAll(/\.remove\(\s*'(\w+)'/g)].map(([, name]) => name),
    );
    expect(deleted.length).toBeGreaterThan(0);
    expect(deleted.filter((name) => !['leases', 'suppressions'].includes(name ?? ''))).toEqual([]);
  });

  test('are for the containers of the code and for no other action than it takes', () => {
    expect(bicepFile('modules/database.bicep')).toContain("'${dataActions}/items/delete'");
    expect(bicepFile('modules/database.bicep')).not.toMatch(
      /items\/\*|containers\/\*|executeStoredProcedure/,
    );
  });
});
