import type { AccountBaseline } from '../../baseline/baseline';
import { managerValue } from '../../baseline/profile/managementFacets';
import { stateText } from '../../management/state';
import { isService } from '../../management/callerClaims';
import { isSettingDeleted } from '../../management/exportState';
import { statesAfter, type ManagementOperation } from '../../management/operation';
import type { Strangeness } from '../strangeness';

/** Within this time the record of a write that follows a deletion has come, ms. */
export const WRITTEN_AGAIN_WITHIN = 3_600_000;

/**
 * True where a service that changes the logging here deletes a setting that was deleted here before,
 * and so came back: it replaces it. Nothing but what follows tells whether it does so this time.
 */
export function isReplacement(
  operation: ManagementOperation,
  baseline: AccountBaseline | null,
  { novelties }: Strangeness,
): boolean {
  const { event, manager, kind } = operation;
  if (!isSettingDeleted(event) || manager === null || baseline === null) return false;
  if (!isService(manager) || novelties.length > 0) return false;
  const { principal } = manager;
  return (
    baseline.knows('manager', managerValue({ principal, kind })) &&
    statesAfter(operation).every((state) => baseline.knows('accountState', stateText(state)))
  );
}

/** Deletions of settings that were not written again by now, though there was time; of one account. */
export function unansweredIn(
  operations: readonly ManagementOperation[],
  now: number,
): readonly ManagementOperation[] {
  return operations.filter(
    ({ event }) =>
      isSettingDeleted(event) &&
      event.time <= now - WRITTEN_AGAIN_WITHIN &&
      !operations.some(
        ({ event: { resource, operationName, time } }) =>
          resource === event.resource &&
          /\/diagnosticsettings\/write$/i.test(operationName) &&
          time >= event.time,
      ),
  );
}
