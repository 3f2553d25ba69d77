import { activityRecord, POWERSHELL_ID } from '../../lib/detectors/managementCases';
import { BILLING, KEY_THIEF } from './cast';
import type { At, Chapter } from './story';

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
