import { isSettingDeleted } from '../../management/exportState';
import type { ManagementOperation } from '../../management/operation';

/** Within this time the record of a write that follows a deletion has come, ms. */
export const WRITTEN_AGAIN_WITHIN = 3_600_000;

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
