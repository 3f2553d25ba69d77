import type { OperationKind } from '../../../activity/hourActivity';
import { operationKindOf } from '../../../activity/operationKind';
import type { Api, Operation, Outcome } from '../../../telemetry/event';
import { codeOf } from '../../../telemetry/fields';
import { commandMeaningOf, dataPlaneOperationOf } from '../../../telemetry/operation';
import { outcomeOfErrorCode, outcomeOfStatus } from '../../../telemetry/outcome';
import { resourceTypeOf } from '../../../telemetry/resourceType';

export interface OperationMeaning {
  readonly kind: OperationKind;
  readonly outcome: Outcome;
}

/** What the query makes of a traversal's text, which is too long to be sent. */
const GREMLIN_STEPS = new Map<string, Operation>([
  ['eval.drop', 'delete'],
  ['eval.add', 'create'],
  ['eval.property', 'replace'],
]);

/** What an operation, resource type and status or error code mean, as for a record. */
export function meaningOf(
  api: Api,
  operationName: string,
  resourceType: string,
  status: string,
  database: string,
): OperationMeaning {
  if (api === 'nosql') {
    return {
      kind: operationKindOf(dataPlaneOperationOf(operationName), resourceTypeOf(resourceType)),
      outcome: outcomeOfStatus(codeOf(status)),
    };
  }
  const outcome = outcomeOfErrorCode(api, status, codeOf(status));
  const step = GREMLIN_STEPS.get(operationName);
  if (step !== undefined) return { kind: operationKindOf(step, 'document'), outcome };
  const meaning = commandMeaningOf(api, operationName, database);
  return { kind: operationKindOf(meaning.operation, meaning.resourceType), outcome };
}
