import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PARSERS } from '../../lib/telemetry/categories/parsers';
import { categoryMeaningOf } from '../../lib/telemetry/category';
import { bicepFile } from './bicep';
import { bicepValue } from './bicepValue';

const FILE = 'shared/categories.bicep';
// Checked by the first tests, member by member.
const ofApi = bicepValue(FILE, 'accountCategories') as Readonly<Record<string, string[]>>;
const ofActivityLog = bicepValue(FILE, 'activityLogCategories') as string[];

/** Five and fifteen minutes added up, for those who have chosen them; the parser reads them as well. */
const AGGREGATES = ['DataPlaneRequests5M', 'DataPlaneRequests15M'];

test('the settings turn on what the parser reads, and nothing else', () => {
  const turnedOn = new Set(Object.values(ofApi).flat());
  const read = Object.keys(PARSERS).filter((category) => !AGGREGATES.includes(category));
  expect([...turnedOn].sort()).toEqual(read.sort());
});

test('of the Activity Log, too', () => {
  expect(ofActivityLog.map(categoryMeaningOf)).toEqual(['ActivityLog']);
});

test.each(Object.keys(ofApi))('%s: no request is logged twice', (api) => {
  const requests = ofApi[api]?.filter((category) => /Requests$/.test(category)) ?? [];
  expect(requests.filter((category) => category !== 'ControlPlaneRequests')).toHaveLength(1);
  expect(requests).toContain('ControlPlaneRequests');
});

test('the README names the same', () => {
  const readme = readFileSync('README.md', 'utf8');
  const rows = [...readme.matchAll(/^ *\| (NoSQL|MongoDB|Cassandra|Gremlin|Table) +\|(.*)\|$/gm)];
  const named = rows.map(([, api = '', cell = '']) => [
    api.toLowerCase(),
    [...cell.matchAll(/`(\w+)`/g)].map(([, category]) => category),
  ]);
  expect(Object.fromEntries(named)).toEqual(ofApi);
});

describe('the policy', () => {
  const text = bicepFile('policies/accountLogs.bicep');

  test('takes the categories of each API from the one list', () => {
    const apis = [...text.matchAll(/api: '(\w+)'/g)].map(([, api]) => api);
    const categories = [...text.matchAll(/accountCategories\.(\w+)/g)].map(([, api]) => api);
    expect(apis).toEqual(Object.keys(ofApi));
    expect(categories).toEqual(apis);
  });

  test('names all capabilities that make an account one of another API', () => {
    const own = [...text.matchAll(/capability: \{ value: '(\w+)' \}/g)].map(([, name]) => name);
    const others = /in: \[([^\]]*)\]/.exec(text)?.[1]?.match(/\w+/g) ?? [];
    expect(own).toEqual(others);
  });

  test('gives its template each parameter that this declares', () => {
    const template = text.slice(text.indexOf('var settingDeployment'));
    const given = [...template.matchAll(/^ {6}(\w+): \{ value:/gm)].map(([, name]) => name);
    const declared = [...template.matchAll(/^ {8}(\w+): \{ type:/gm)].map(([, name]) => name);
    expect(given.length).toBeGreaterThan(3);
    expect(declared).toEqual(given);
  });

  test('of Azure is given what its definition asks for, with all categories', () => {
    // built-in-policies/policyDefinitions/Monitoring/DS_EH_documentdb-databaseaccounts_DINE.json of
    // https://github.com/Azure/azure-policy, version 1.0.0
    expect(text).toContain("var builtInPolicy = '322b6192-a99b-4ab6-9b40-43ca19dcd0d9'");
    const given = /: \{\s+(resourceLocation: [\s\S]*?)\n {10}\}/.exec(
      bicepFile('onboard-subscription.bicep'),
    )?.[1];
    expect([...(given ?? '').matchAll(/(\w+): \{ value:/g)].map(([, name]) => name)).toEqual([
      'resourceLocation',
      'eventHubAuthorizationRuleId',
      'eventHubName',
      'categoryGroup',
    ]);
    expect(given).toContain("categoryGroup: { value: 'allLogs' }");
  });
});
