import { worse, type Severity } from '../alerts/alert';
import type { AccountBaseline } from '../baseline/baseline';
import type { ManagementOperation } from '../management/operation';
import type { Finding } from '../alerts/finding';
import { managerDetails } from './managerText';
import { confidenceIn, raisedBy, type Strangeness } from './strangeness';

/** One thing that a change of an account did to its protection. */
export interface Consequence {
  readonly what: string;
  readonly severity: Severity;
}

const IS_CUT = 'the change is longer than is read of it: compare it with the Activity Log';

/** A change is as grave as the worst that it did, one step more by somebody strange. */
export function changeFinding(
  operation: ManagementOperation,
  baseline: AccountBaseline | null,
  strangeness: Strangeness,
  consequences: readonly Consequence[],
): Finding {
  const { account, event } = operation;
  const severity = consequences.reduce<Severity>(
    (worst, consequence) => worse(worst, consequence.severity),
    'Informational',
  );
  return {
    account,
    api: event.api,
    group: [],
    time: event.time,
    severity: raisedBy(strangeness, severity),
    confidence: confidenceIn(operation, strangeness),
    details: {
      what: consequences.map(({ what }) => what).join(', '),
      ...managerDetails(operation, strangeness, baseline),
      ...(operation.records.some(({ management }) => management?.isCut) ? { bound: IS_CUT } : {}),
    },
  };
}
