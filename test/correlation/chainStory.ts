import type { Alert } from '../../lib/alerts/alert';
import { DETECTORS } from '../../lib/detectors';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  FAR_AWAY,
  STRANGER,
} from '../../lib/detectors/managementCases';
import { PYTHON_SDK } from '../../lib/detectors/newcomerCases';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import type { DocumentStore } from '../../lib/storage/documents';
import { NO_RULES, type RulesInForce } from '../../lib/alerts/suppression/currentRules';
import { MANAGED_SHOP, placeOf } from '../pipeline/managedShop';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from '../pipeline/testPipeline';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const CHAIN = 'CosmosDB_AttackChain';
const APPLICATION = '10.1.0.4';
const ids = activityIds(4711);
const id = (n: number) => `99900000-0000-4000-8000-0000000000${n}`;

/** An instance of the app that knows the account for a month. */
export function instance(store: DocumentStore, rules: RulesInForce = NO_RULES) {
  return testPipeline(store, TEST_THRESHOLDS, DETECTORS, '', MANAGED_SHOP, placeOf, rules);
}

export async function chainsIn(store: DocumentStore): Promise<readonly Alert[]> {
  return (await storedAlerts(store)).filter(({ alertType }) => alertType === CHAIN);
}

/** A request by the key's thief from Brazil, unless told otherwise. @param after minutes */
export function visit(after: number, sketch: Readonly<Record<string, unknown>> = {}): RawRecord {
  return dataPlaneRecord({
    account: 'shop',
    address: FAR_AWAY,
    userAgent: PYTHON_SDK,
    ...sketch,
    time: CASE_TIME + after * MINUTE,
    activityId: ids(),
  });
}

export const DROP = { operation: 'Delete', resourceType: 'Collection', status: 204 } as const;

/** A key listing by a stranger, start and end. @param after minutes */
export function listing(after: number, n: number, sketch = {}): readonly RawRecord[] {
  return ['Start', 'Success'].map((result, step) =>
    activityRecord({
      operation: 'listKeys/action',
      time: CASE_TIME + after * MINUTE + step * 900,
      correlationId: id(n),
      ...STRANGER,
      ...sketch,
      result,
    }),
  );
}

/** The firewall lets in the thief, which is no alert by itself. */
export function letIn(after: number, n: number): readonly RawRecord[] {
  return ['Start', 'Complete'].map((suffix, step) =>
    controlPlaneRecord({
      operationName: `AccountUpdate${suffix}`,
      time: CASE_TIME + after * MINUTE + step * 1100,
      activityId: id(n),
      properties: { ipRangeFilter: `198.51.100.7,${FAR_AWAY}` },
    }),
  );
}

/** The steps of an attack over three days, in the order in which they happened. */
export const ATTACK: readonly RawRecord[] = [
  ...listing(0, 11),
  ...listing(4, 12, { operation: 'listConnectionStrings/action' }),
  ...letIn(30, 13),
  ...[600, 601, 602].map((after) => visit(after)),
  ...[1500, 1510].map((after) => visit(after)),
  visit(2900, { ...DROP, container: 'orders' }),
  visit(2903, { ...DROP, container: 'customers' }),
  ...listing(2910, 14, { operation: 'regenerateKey/action', body: { keyKind: 'primary' } }),
];

/** What else happens: the application, a deployment, another account. */
export const TRAFFIC: readonly RawRecord[] = [
  ...Array.from({ length: 12 }, (_, n) => usual(n * 240)),
  ...[100, 700, 2000].map((after) =>
    activityRecord({ operation: 'listKeys/action', time: CASE_TIME + after * MINUTE }),
  ),
  ...[650, 2950].map((after) => visit(after, { account: 'billing' })),
  ...listing(40, 21, { account: 'billing' }),
];

function usual(after: number): RawRecord {
  return visit(after, { address: APPLICATION, userAgent: undefined });
}

/** One record a message, each hub partition in the given order. */
export function messagesOf(records: readonly RawRecord[], partitions = 2): Message[] {
  return records.map((record, sequence) => {
    const hub = record['category'] === 'Administrative' ? 'activity-log' : 'logs';
    return {
      position: { source: `ns/${hub}/${sequence % partitions}`, sequence, enqueuedTime: sequence },
      records: [record],
      unreadable: [],
    };
  });
}
