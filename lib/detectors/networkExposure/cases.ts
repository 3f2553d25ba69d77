import { CASE_TIME, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  inRestShape,
  managedHistory,
  STRANGER,
} from '../managementCases';

const history = managedHistory();
const changed = (properties: Readonly<Record<string, string>>, time = CASE_TIME) =>
  ['AccountUpdateStart', 'AccountUpdateComplete'].map((operationName, n) =>
    controlPlaneRecord({
      operationName,
      time: time + n * 1500,
      activityId: '33333333-0000-4000-8000-000000000001',
      properties: { operationType: 'Update', ...properties },
    }),
  );
const asked = (sketch = {}, body?: unknown) =>
  ['Start', 'Accept', 'Success'].map((result, n) =>
    activityRecord({
      operation: 'write',
      time: CASE_TIME + n * 800,
      correlationId: '33333333-0000-4000-8000-000000000002',
      ...sketch,
      result,
      ...(body === undefined || n > 0 ? {} : { body }),
    }),
  );
const approval = (status: string, sketch = {}) =>
  activityRecord({
    operation: 'privateEndpointConnections/write',
    target: '/privateEndpointConnections/pe1',
    body: {
      properties: {
        privateEndpoint: {
          id: '/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Network/privateEndpoints/pe1',
        },
        privateLinkServiceConnectionState: { status },
      },
    },
    ...sketch,
  });
const endpoint = (operation: string, sketch = {}) =>
  activityRecord({
    operation: `privateEndpointConnections${operation}`,
    target: '/privateEndpointConnections/pe1',
    ...sketch,
  });
const ONE_ORIGIN = { allowedOrigins: 'https://shop.example', allowedHeaders: '*' };
const openToAll = { ipRangeFilter: '198.51.100.7,0.0.0.0/0' };

export const cases: readonly DetectorCase[] = [
  {
    name: 'open to everybody, by nobody that a log names',
    history,
    records: changed(openToAll),
    expected: {
      severity: 'Medium',
      occurrences: 1,
      reason: ['every address', 'somebody that no log names'],
    },
  },
  {
    name: 'the same by a stranger, told by both logs: one operation',
    history,
    records: [...changed(openToAll), ...asked(STRANGER)],
    expected: { severity: 'High', occurrences: 1, reason: ['1 change', 'm.keller', 'country BR'] },
  },
  {
    name: 'open to everybody beside virtual network rules: either lets in',
    history,
    records: changed({
      ipRangeFilter: '0.0.0.0/0',
      enableVirtualNetworkFilter: 'true',
      publicNetworkAccess: 'Enabled',
    }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['every address'] },
  },
  {
    name: 'no address rules left beside virtual network rules',
    history,
    records: changed({ ipRangeFilter: '', enableVirtualNetworkFilter: 'true' }),
    expected: null,
  },
  {
    name: 'all rules removed, as the Activity Log alone tells, in its REST shape',
    history,
    records: asked({}, { properties: { ipRules: [] } }).map(inRestShape),
    expected: { severity: 'Medium', occurrences: 1, reason: ['all firewall rules were removed'] },
  },
  {
    name: 'public access turned on, body as a text',
    history,
    records: asked({}, '{"properties":{"publicNetworkAccess":"Enabled"}}'),
    expected: { severity: 'Medium', occurrences: 1, reason: ['public network access'] },
  },
  {
    name: 'a private endpoint of another subscription approved',
    history,
    records: [approval('Approved')],
    expected: { severity: 'Medium', occurrences: 1, reason: ['another subscription'] },
  },
  {
    name: 'a private endpoint removed by the usual operator',
    history,
    records: [endpoint('/delete', { category: 'Delete' })],
    expected: { severity: 'Informational', occurrences: 1, reason: ['endpoint was removed'] },
  },
  {
    name: 'a private endpoint removed by a stranger',
    history,
    records: [endpoint('/delete', STRANGER)],
    expected: { severity: 'Medium', occurrences: 1, reason: ['endpoint was removed', 'm.keller'] },
  },
  {
    name: 'a private endpoint approved by a stranger',
    history,
    records: [endpoint('Approval/action', STRANGER)],
    expected: { severity: 'Medium', occurrences: 1, reason: ['endpoint was approved'] },
  },
  {
    name: 'virtual network rules turned off',
    history: managedHistory(['virtualNetworks on']),
    records: changed({ enableVirtualNetworkFilter: 'False' }),
    expected: { severity: 'Low', occurrences: 1, reason: ['virtual network rules'] },
  },
  {
    name: 'CORS for every origin',
    history,
    records: changed({ cors: '[{"allowedOrigins":"*"}]' }),
    expected: { severity: 'Low', occurrences: 1, reason: ['CORS'] },
  },
  {
    name: 'CORS for one origin with all headers',
    history,
    records: asked({}, { properties: { cors: [ONE_ORIGIN] } }),
    expected: null,
  },
  {
    name: 'a private endpoint of another subscription rejected',
    history,
    records: [approval('Rejected')],
    expected: null,
  },
  {
    name: 'one approved, which only the answer tells',
    history,
    records: [approval('Approved', { bodyName: 'responseBody' })],
    expected: { severity: 'Medium', occurrences: 1, reason: ['another subscription'] },
  },
  {
    name: 'all rules removed, which only the answer tells',
    history,
    records: [
      activityRecord({
        operation: 'write',
        bodyName: 'responseBody',
        body: '{"properties":{"ipRules":[]}}',
      }),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['all firewall rules were removed'] },
  },
  {
    name: 'one office more',
    history,
    records: [...changed({ ipRangeFilter: '198.51.100.7,198.51.100.8' }), ...asked()],
    expected: null,
  },
  {
    name: 'no firewall, as it always was',
    history: managedHistory(['firewall none']),
    records: changed({ ipRangeFilter: '', publicNetworkAccess: 'Enabled' }),
    expected: null,
  },
  {
    name: 'no rules on an account of which nothing is known',
    records: changed({ ipRangeFilter: '' }),
    expected: null,
  },
  {
    name: 'refused',
    history,
    records: asked({ ...STRANGER }, { properties: { ipRules: [] } }).map((record) => ({
      ...record,
      resultType: record['resultType'] === 'Success' ? 'Failure' : record['resultType'],
      resultSignature: 'Failed.Forbidden',
    })),
    expected: null,
  },
  {
    name: 'a failover',
    history,
    records: [
      activityRecord({ operation: 'failoverPriorityChange/action' }),
      controlPlaneRecord({ operationName: 'RegionFailoverComplete' }),
    ],
    expected: null,
  },
  {
    name: 'open to all of Azure by a stranger, where nothing told how it was before',
    history: managedHistory([]),
    records: [
      ...changed({ ipRangeFilter: '0.0.0.0', publicNetworkAccess: 'Enabled' }),
      ...asked(STRANGER),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['all of Azure', 'country BR'] },
  },
  {
    name: 'the same by the usual operator',
    history: managedHistory([]),
    records: [...changed({ ipRangeFilter: '0.0.0.0', publicNetworkAccess: 'Enabled' }), ...asked()],
    expected: null,
  },
  {
    name: 'public access as by default, by a stranger, where nothing told how it was before',
    history: managedHistory([]),
    records: [...changed({ publicNetworkAccess: 'Enabled' }), ...asked(STRANGER)],
    expected: null,
  },
];
