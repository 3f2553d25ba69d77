import type { AccessEvent } from '../telemetry/event';
import { isDone } from './managementKind';

const IN_ACTIVITY_LOG = /^microsoft\.documentdb\/databaseaccounts\/delete$/i;
const IN_CONTROL_PLANE = /^accountdelete/i;

/** True for the record that tells that the account itself was deleted. */
export function retiresAccount(event: AccessEvent): boolean {
  const { management, operationName, account } = event;
  if (management === null || !isDone(event)) return false;
  if (management.source === 'controlPlane') return IN_CONTROL_PLANE.test(operationName);
  return IN_ACTIVITY_LOG.test(operationName) && management.target === account;
}
