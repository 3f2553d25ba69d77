import type { AccessEvent } from '../telemetry/event';
import { isDone, managementKindOf, subjectOf, type ManagementKind } from './managementKind';
import type { Join, ManagementOperation } from './operation';
import { operationKeyOf } from './operationKey';

/** Records of one operation in the two logs lie no further apart than this, ms. */
export const SAME_TIME = 5 * 60_000;

/** What one of the logs tells of an operation. */
interface Told {
  readonly key: string;
  readonly kind: ManagementKind;
  readonly subject: string;
  readonly records: AccessEvent[];
  /** The earliest record that tells of its end, or null while none does. */
  end: AccessEvent | null;
}

/**
 * Puts the records of one account together into operations that were done. A function of the set of
 * records: their order is nothing. An operation that both logs tell of stands here twice, once by
 * the end record of each, with the same records and the same manager.
 */
export function operationsIn(records: readonly AccessEvent[]): readonly ManagementOperation[] {
  const told = toldBy(records);
  const [asked, changed] = [told.activityLog, told.controlPlane];
  const counterparts = new Map<Told, { other: Told; join: Join }>();
  for (const change of changed) {
    const found = counterpartOf(change, asked);
    if (found === null) continue;
    counterparts.set(change, found);
    const { other, join } = found;
    const known = counterparts.get(other);
    if (known === undefined || distance(other, change) < distance(other, known.other)) {
      counterparts.set(other, { other: change, join });
    }
  }
  return [...asked, ...changed].flatMap((one) => {
    if (one.end === null) return [];
    const { other = null, join = null } = counterparts.get(one) ?? {};
    const byManager = asked.includes(one) ? one : other;
    return [
      {
        account: one.end.account,
        kind: one.kind,
        event: one.end,
        records: [...one.records, ...(other?.records ?? [])],
        manager: byManager?.end ?? byManager?.records[0] ?? null,
        join,
      },
    ];
  });
}

function toldBy(records: readonly AccessEvent[]) {
  const told = {
    activityLog: new Map<string, Told>(),
    controlPlane: new Map<string, Told>(),
  };
  for (const record of records) {
    const kind = managementKindOf(record);
    if (kind === null || record.management === null) continue;
    const key = operationKeyOf(record);
    const log = told[record.management.source];
    const one = log.get(key) ?? { key, kind, subject: subjectOf(record), records: [], end: null };
    log.set(key, one);
    one.records.push(record);
    if (isDone(record) && (one.end === null || isBefore(record, one.end))) one.end = record;
  }
  for (const log of Object.values(told)) {
    for (const { records: own } of log.values()) own.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }
  return {
    activityLog: [...told.activityLog.values()],
    controlPlane: [...told.controlPlane.values()],
  };
}

function isBefore(a: AccessEvent, b: AccessEvent): boolean {
  return a.time !== b.time ? a.time < b.time : a.keyHigh < b.keyHigh;
}

/** An id that both carry decides; else the same operation on the same thing, the nearest in time. */
function counterpartOf(change: Told, asked: readonly Told[]): { other: Told; join: Join } | null {
  const [first] = change.records;
  const id = first?.activityId.toLowerCase() ?? '';
  if (id !== '') {
    for (const join of ['clientRequestId', 'correlationId'] as const) {
      const other = asked.find(({ records }) =>
        records.some(({ management }) => management?.[join].toLowerCase() === id),
      );
      if (other !== undefined) return { other, join };
    }
  }
  const near = asked
    .filter((one) => isAlike(one, change) && distance(one, change) <= SAME_TIME)
    .sort((a, b) => distance(a, change) - distance(b, change) || (a.key < b.key ? -1 : 1));
  const [other] = near;
  if (other === undefined || near.some((one) => whoAsked(one) !== whoAsked(other))) return null;
  return { other, join: 'time' };
}

/** A private endpoint shows as a change of the account in ControlPlaneRequests. */
function isAlike(asked: Told, changed: Told): boolean {
  if (changed.kind === 'accountChange') {
    return asked.kind === 'accountChange' || asked.kind === 'networkChange';
  }
  return asked.kind === changed.kind && asked.subject === changed.subject;
}

/** Where several asked within these minutes, time tells nothing. */
function whoAsked({ records }: Told): string {
  return records[0]?.principal.id ?? '';
}

function distance(one: Told, other: Told): number {
  return Math.abs(timeOf(one) - timeOf(other));
}

function timeOf({ end, records }: Told): number {
  return end?.time ?? records[0]?.time ?? 0;
}
