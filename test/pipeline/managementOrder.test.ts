import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Alert } from '../../lib/alerts/alert';
import { DETECTORS } from '../../lib/detectors';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import { activityRecord, controlPlaneRecord, STRANGER } from '../../lib/detectors/managementCases';
import type { Message } from '../../lib/ingestion/message';
import type { RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { MANAGED_SHOP, placeOf } from './managedShop';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from './testPipeline';

const MINUTE = 60_000;
const id = (n: number) => `66666666-0000-4000-8000-0000000000${n}`;

/** Start and end of an operation in the Activity Log. */
function asked(n: number, operation: string, minute: number, sketch = {}): RawRecord[] {
  return ['Start', 'Success'].map((result, step) =>
    activityRecord({
      operation,
      time: CASE_TIME + minute * MINUTE + step * 900,
      correlationId: id(n),
      ...STRANGER,
      ...sketch,
      result,
    }),
  );
}

/** Start and completion of a change in ControlPlaneRequests. */
function changed(n: number, name: string, minute: number, properties: Record<string, string>) {
  return ['Start', 'Complete'].map((suffix, step) =>
    controlPlaneRecord({
      operationName: `${name}${suffix}`,
      time: CASE_TIME + minute * MINUTE + step * 1100,
      activityId: id(n),
      properties,
    }),
  );
}

/** One attack, as the two hubs tell of it. */
const ACTIVITY_LOG: readonly RawRecord[] = [
  ...[21, 22, 23, 24, 25, 26].flatMap((n) =>
    asked(n, 'listKeys/action', n - 20, { account: `shop${n}` }),
  ),
  ...asked(31, 'listKeys/action', 2),
  ...asked(32, 'write', 8),
  ...asked(33, 'sqlRoleAssignments/write', 15, { target: `/sqlRoleAssignments/${id(90)}` }),
  ...asked(34, 'Microsoft.Insights/diagnosticSettings/delete', 20, {
    target: '/providers/Microsoft.Insights/diagnosticSettings/hub',
  }),
  ...asked(35, 'regenerateKey/action', 22, { body: { keyKind: 'primary' } }),
];
const CONTROL_PLANE: readonly RawRecord[] = [
  ...changed(41, 'AccountUpdate', 8, { ipRangeFilter: '0.0.0.0/0', cors: '*' }),
  // The same id as in the Activity Log.
  ...changed(33, 'SqlRoleAssignmentCreate', 15, {
    roleAssignmentId: id(90),
    associatedRoleDefinitionId: '00000000-0000-0000-0000-000000000002',
    roleAssignmentPrincipalId: id(91),
    roleAssignmentPrincipalType: 'AadUser',
  }),
];

interface Delivery {
  readonly instance: 0 | 1;
  readonly message: Message;
}

async function outcomeOf(deliveries: readonly Delivery[]) {
  const store = new MemoryStore();
  const instances = [0, 1].map(() =>
    testPipeline(store, TEST_THRESHOLDS, DETECTORS, '', MANAGED_SHOP, placeOf),
  );
  for (const { instance, message } of deliveries) await instances[instance]?.process([message]);
  const alerts = await storedAlerts(store);
  return alerts
    .map((alert) => ({ ...alert, ...DEPENDS_ON_ORDER, extendedProperties: properties(alert) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** When it was raised and in how many steps depends on the order; nothing else may. */
const DEPENDS_ON_ORDER = { timeGeneratedUtc: '', revision: 0, history: [] };

function properties({ extendedProperties }: Alert): Record<string, string> {
  return { ...extendedProperties, relatedAlerts: '' };
}

function messages(hub: string, records: readonly RawRecord[], partitions: number): Message[] {
  return records.map((record, n) => ({
    position: { source: `ns/${hub}/${n % partitions}`, sequence: n, enqueuedTime: n },
    records: [record],
    unreadable: [],
  }));
}

const ALL = [...messages('activity-log', ACTIVITY_LOG, 2), ...messages('logs', CONTROL_PLANE, 2)];
const SOURCES = [...new Set(ALL.map(({ position }) => position.source))];
const inOrder = ALL.map((message): Delivery => ({ instance: 0, message }));

test('one attack, told by two logs', async () => {
  const alerts = await outcomeOf(inOrder);
  const told = alerts.map(({ alertType, severity, occurrences }) => {
    return [alertType, severity, occurrences] as const;
  });
  expect(new Map(told.map(([type, ...rest]) => [type, rest]))).toEqual(
    new Map<string, unknown>([
      ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal', ['High', 1]],
      ['CosmosDB_SuspiciousListKeys.MaliciousScript', ['Medium', 7]],
      ['CosmosDB_KeyRegeneration', ['High', 1]],
      ['CosmosDB_LoggingDisabled', ['High', 1]],
      ['CosmosDB_NetworkExposure', ['High', 1]],
      ['CosmosDB_RoleEscalation', ['High', 1]],
    ]),
  );
  const restsOn = new Map(
    alerts.map((alert) => [alert.alertType, alert.extendedProperties['whoRestsOn']]),
  );
  expect(restsOn.get('CosmosDB_NetworkExposure')).toContain('within minutes');
  expect(restsOn.get('CosmosDB_RoleEscalation')).toContain('correlation id');
  const script = alerts.find(({ alertType }) => alertType.endsWith('MaliciousScript'));
  expect(script?.accountId).toMatch(/^\/subscriptions\/[0-9a-f-]+$/);
  expect(script?.resourceIdentifiers).toHaveLength(8);
  expect(script?.entities.filter(({ type }) => type === 'azure-resource')).toHaveLength(8);
});

test('no order of arrival, redelivery or second instance changes the alerts', async () => {
  const expected = await outcomeOf(inOrder);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(ALL, { minLength: ALL.length }),
      fc.array(fc.nat(ALL.length - 1), { maxLength: 12 }),
      fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: 4, maxLength: 4 }),
      async (shuffled, again, readers) => {
        const queues = ordered(shuffled);
        const deliveries = [...queues, ...again.flatMap((n) => queues[n] ?? [])].map((message) => {
          // A partition has one reader at a time.
          const instance = readers[SOURCES.indexOf(message.position.source)] ?? 0;
          return { instance, message };
        });
        expect(await outcomeOf(deliveries)).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});

/** In any order of partitions; a hub keeps the order within each. */
function ordered(shuffled: readonly Message[]): Message[] {
  const queues = new Map<string, Message[]>();
  for (const message of ALL) {
    const { source } = message.position;
    queues.set(source, [...(queues.get(source) ?? []), message]);
  }
  return shuffled.flatMap(({ position: { source } }) => queues.get(source)?.shift() ?? []);
}
