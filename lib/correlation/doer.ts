import { managerValue } from '../baseline/profile/managementFacets';
import type { DetectionContext } from '../detectors/detector';
import { strangenessIn } from '../detectors/strangeness';
import type { ManagementOperation } from '../management/operation';
import type { Doer } from '../detectors/attackChain/link';

/** Days on which somebody must have done the same here before it is a routine of theirs. */
const ROUTINE_DAYS = 3;

/**
 * Whether the operation is what its doer does here as a matter of course, such as a pipeline that
 * gives roles each week: the same identity, from where and with what it always does.
 */
export function doerOf(operation: ManagementOperation, context: DetectionContext): Doer {
  const { manager, account, kind } = operation;
  if (manager === null) return 'unknown';
  const baseline = context.baseline(account);
  if (baseline === null || baseline.stage === 'new') return 'other';
  const value = managerValue({ principal: manager.principal, kind });
  if (value === '' || baseline.daysSeen('manager', value) < ROUTINE_DAYS) return 'other';
  return strangenessIn(operation, context).novelties.length === 0 ? 'routine' : 'other';
}
