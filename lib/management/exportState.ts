import { isJsonObject, textOf } from '../telemetry/fields';
import type { AccessEvent } from '../telemetry/event';
import type { AccountState } from './state';
import { lastPart } from './managementKind';
import { bodyOf } from './requestBody';

/** Categories without which attacks on an account, or from above it, are not seen. */
const OF_ACCOUNT = [
  'DataPlaneRequests',
  'QueryRuntimeStatistics',
  'ControlPlaneRequests',
  'MongoRequests',
  'CassandraRequests',
  'GremlinRequests',
  'TableApiRequests',
];
const OF_SUBSCRIPTION = ['Administrative', 'Security'];

interface Export {
  /** A category, or a group of them. */
  readonly name: string;
  readonly isOn: boolean;
}

/**
 * That a diagnostic setting was deleted, or what it exports once it is written: each category that it
 * switches, and, since what is left out of it is off from then on, how each telling category stands.
 */
export function exportStates(event: AccessEvent): readonly AccountState[] {
  const setting = lastPart(event.resource);
  if (isSettingDeleted(event)) {
    return [{ aspect: 'exports', value: `${setting} deleted`, logged: setting }];
  }
  const body = bodyOf(event);
  if (body === null || !/\/diagnosticsettings\/write$/i.test(event.operationName)) return [];
  const logs: readonly unknown[] = Array.isArray(body['logs']) ? body['logs'] : [];
  const exports = logs.flatMap(exportOf);
  const switched = exports.map(({ name, isOn }): AccountState => {
    const value = `${name} ${isOn ? 'on' : 'off'}`;
    return { aspect: 'export', value, logged: value };
  });
  // `allLogs` and `audit` stand for each of them.
  const isByGroup = exports.some(({ name, isOn }) => isOn && /^(allLogs|audit)$/i.test(name));
  const categories = event.account.includes('/providers/') ? OF_ACCOUNT : OF_SUBSCRIPTION;
  const standing = categories.map((category): AccountState => {
    const isOn =
      isByGroup ||
      exports.some((one) => one.isOn && one.name.toLowerCase() === category.toLowerCase());
    const value = `${setting} ${category} ${isOn ? 'on' : 'off'}`;
    return { aspect: 'exports', value, logged: `${category} of ${setting}` };
  });
  return [...switched, ...standing];
}

/** True for a record of the deletion of a diagnostic setting. */
export function isSettingDeleted({ operationName }: AccessEvent): boolean {
  return /\/diagnosticsettings\/delete$/i.test(operationName);
}

function exportOf(log: unknown): readonly Export[] {
  if (!isJsonObject(log)) return [];
  const name = textOf(log['category']) || textOf(log['categoryGroup']);
  if (name === '' || log['enabled'] === undefined) return [];
  return [{ name, isOn: /^true$/i.test(textOf(log['enabled'])) }];
}
