import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { RecordPlace } from './dataPlane';

/** A change that ControlPlaneRequests tells of; it names neither who nor from where. */
export interface ControlPlaneChange {
  /** Without `Start` and `Complete`: `AccountUpdate`, `SqlContainersCreate`. */
  readonly operationName: string;
  /** True where start and completion are two records: changes of the account, and of roles. */
  readonly paired: boolean;
  readonly properties: Readonly<Record<string, string>>;
}

/** One record, or the records of start and completion. */
export function controlPlaneLogs(
  change: ControlPlaneChange,
  time: number,
  durationMs: number,
  place: RecordPlace,
  activityId: string,
): readonly (readonly [number, RawRecord])[] {
  const record = (at: number, suffix: string): readonly [number, RawRecord] => [
    at,
    {
      time: logTime(at),
      resourceId: place.resourceId,
      subscriptionId: place.subscription,
      category: 'ControlPlaneRequests',
      operationName: `${change.operationName}${suffix}`,
      properties: {
        activityId,
        httpstatusCode: suffix === 'Start' ? '' : '200',
        result: suffix === 'Start' ? '' : 'OK',
        duration: suffix === 'Start' ? '0' : durationMs.toFixed(0),
        ...change.properties,
      },
    },
  ];
  const end = time + durationMs;
  if (!change.paired) return [record(end, '')];
  return [record(time, 'Start'), record(end, 'Complete')];
}
