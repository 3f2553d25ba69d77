import type { AlertChanges } from '../alerts/change';
import type { Client } from '../alerts/facts';
import { toolOf } from '../management/callerClaims';
import type { ManagementOperation } from '../management/operation';
import type { DetectionContext, Detector, OperationJudgement } from './detector';
import type { OnDetectorError } from './judge';
import { occurrenceOf } from './occurrence';

/** Asks detectors about operations of Azure Resource Manager. */
export class OperationJudge {
  private readonly asked: readonly (readonly [Detector, OperationJudgement])[];

  constructor(detectors: readonly Detector[]) {
    this.asked = detectors.flatMap((detector) =>
      detector.kind === 'window' ||
      detector.kind === 'correlation' ||
      detector.kind === 'silence' ||
      detector.operations === undefined
        ? []
        : [[detector, detector.operations] as const],
    );
  }

  /**
   * Adds to `changes` what the detectors find in each operation.
   * @param how as it comes, or when what usually follows has not come
   */
  judge(
    operations: readonly ManagementOperation[],
    context: DetectionContext,
    changes: AlertChanges,
    onError: OnDetectorError,
    how: 'detect' | 'detectUnanswered' = 'detect',
  ): void {
    for (const operation of operations) {
      for (const [detector, { kinds, [how]: detect }] of this.asked) {
        if (detect === undefined || !kinds.includes(operation.kind)) continue;
        try {
          const finding = detect(operation, context);
          if (finding === null) continue;
          const { event } = operation;
          const client = managerOf(operation);
          changes.addOccurrence(detector, occurrenceOf({ event, finding, client }, '', context));
        } catch (error) {
          onError(detector, error);
        }
      }
    }
  }
}

/** Who asked for the operation, as alerts name clients. */
export function managerOf({ manager }: ManagementOperation): Client | null {
  if (manager === null) return null;
  const { clientIp: address, principal } = manager;
  return { address, principal, application: toolOf(manager) };
}
