import { activityRecord, POWERSHELL_ID } from '../../lib/detectors/managementCases';
import { controlPlaneLogs } from '../../lib/simulation/logs/controlPlane';
import {
  accountResource,
  activityIds,
  SUBSCRIPTION,
  type RawRecord,
} from '../../lib/simulation/records';
import { containerChange } from '../../lib/simulation/traffic/armContainer';
import { BILLING, KEY_THIEF, SHOP } from './cast';
import type { At, Chapter } from './chapter';

/** What the Activity Log tells, which has a hub of its own: where the key was taken from. */
export function management(at: At): readonly Chapter[] {
  const listing = activityRecord({
    operation: 'listKeys/action',
    time: at(0.02),
    account: BILLING,
    identity: '5f0c1f5e-0000-4000-8000-00000000beef',
    caller: 'm.keller@fabrikam.example',
    address: KEY_THIEF.address,
    applicationId: POWERSHELL_ID,
    correlationId: '5f0c1f5e-0000-4000-8000-00000000c0de',
  });
  const alertType = 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal';
  return [{ alertType, records: [listing] }];
}

/** Throughput is adjusted for the day: ControlPlaneRequests tells of it, and it is nothing unusual. */
export function scaling(at: At): RawRecord[] {
  const ids = activityIds(15);
  const containers = [
    { account: SHOP, database: 'shop', container: 'orders' },
    { account: BILLING, database: 'billing', container: 'invoices' },
  ];
  return containers.flatMap(({ account, database, container }) => {
    const path = `sqlDatabases/${database}/containers/${container}/throughputSettings/default`;
    const type = 'sqlDatabases/containers';
    const resource = { type, path, apiKind: 'Sql', kind: 'Containers' };
    const change = containerChange(resource, 'ThroughputUpdate', 'PUT');
    const place = {
      resourceId: accountResource(account),
      subscription: SUBSCRIPTION,
      group: 'demo',
      region: 'West Europe',
    };
    return controlPlaneLogs(change, at(0.01), 800, place, ids()).map(([, record]) => record);
  });
}
