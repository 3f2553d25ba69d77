import { describe, expect, test } from '@jest/globals';
import { activityRecord, controlPlaneRecord } from '../../lib/detectors/managementCases';
import { statesOf } from '../../lib/management/accountState';
import { stateText } from '../../lib/management/state';
import { firewallState } from '../../lib/management/firewall';
import { eventOf } from './eventOf';

describe('firewall', () => {
  test.each([
    ['', 'none'],
    [' , ', 'none'],
    ['198.51.100.7', 'listed'],
    ['198.51.100.7,20.73.0.0/16', 'listed'],
    ['0.0.0.0', 'azure'],
    ['198.51.100.7, 0.0.0.0', 'azure'],
    ['0.0.0.0/0', 'all'],
    ['::/0', 'all'],
    ['0.0.0.0/1,128.0.0.0/1', 'all'],
    ['84.0.0.0/6', 'wide'],
    ['11.0.0.0/8', 'wide'],
    ['11.0.0.0/9', 'listed'],
    ['["198.51.100.7","0.0.0.0/0"]', 'all'],
  ] as const)('%j is %s', (ranges, state) => expect(firewallState(ranges)).toBe(state));
});

const changed = (properties: Readonly<Record<string, string>>) =>
  eventOf(controlPlaneRecord({ operationName: 'AccountUpdateComplete', properties }));
const asked = (body: unknown, operation = 'write') => eventOf(activityRecord({ operation, body }));
const texts = (event: Parameters<typeof statesOf>[0]) => statesOf(event).map(stateText).sort();

const COSMOS_CATEGORIES = [
  'CassandraRequests',
  'ControlPlaneRequests',
  'DataPlaneRequests',
  'GremlinRequests',
  'MongoRequests',
  'QueryRuntimeStatistics',
  'TableApiRequests',
];

describe('states', () => {
  test('of a change in ControlPlaneRequests, in any case of the names', () => {
    const properties = {
      IpRangeFilter: '',
      enableVirtualNetworkFilter: 'False',
      EnableDataPlaneRequestsTrace: 'True',
      sqlQueryTextTraceType: 'FullText',
      cors: '[{"allowedOrigins":"*"}]',
    };
    expect(texts(changed(properties))).toEqual([
      'cors any',
      'dataPlaneTrace on',
      'firewall none',
      'queryText full',
      'virtualNetworks off',
    ]);
  });

  test('of origins that are listed', () => {
    expect(texts(changed({ cors: 'https://shop.example,https://*.shop.example' }))).toEqual([
      'cors listed',
    ]);
  });

  test('of what a request sets, as an object or a text, and of nothing else', () => {
    const body = { properties: { publicNetworkAccess: 'Disabled', ipRules: ['198.51.100.7'] } };
    const expected = ['firewall listed', 'publicAccess off'];
    expect(texts(asked(body))).toEqual(expected);
    expect(texts(asked(JSON.stringify(body)))).toEqual(expected);
    expect(texts(asked(undefined))).toEqual([]);
    expect(texts(asked('no JSON'))).toEqual([]);
  });

  test('of a diagnostic setting and of a role', () => {
    const logs = [
      { category: 'DataPlaneRequests', enabled: false },
      { categoryGroup: 'audit', enabled: 'true' },
    ];
    const setting = 'Microsoft.Insights/diagnosticSettings/write';
    const target = '/providers/Microsoft.Insights/diagnosticSettings/to-hub';
    const record = activityRecord({ operation: setting, target, body: { properties: { logs } } });
    expect(texts(eventOf(record))).toEqual([
      'export DataPlaneRequests off',
      'export audit on',
      ...COSMOS_CATEGORIES.map((category) => `exports to-hub ${category} on`),
    ]);
    const role = { principalId: 'AA', roleDefinitionId: '/x/sqlRoleDefinitions/BB', scope: '/' };
    expect(texts(asked(role, 'sqlRoleAssignments/write'))).toEqual(['role aa bb']);
  });
});
