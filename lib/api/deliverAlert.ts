import type { DeliveryState } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { editAlert } from '../alerts/lifecycle/editAlert';
import { alertAnswer } from './alertAnswer';
import { Refusal, type ApiResponse, type WritingRequest } from './http';
import { ifMatch } from './preconditions';
import type { WritePorts } from './writing';

/**
 * `POST alerts/{id}/deliver`: sends an alert again to the sinks that did not take it, those that were
 * given up on among them.
 * @throws Refusal
 */
export async function deliverAlert(
  app: WritePorts,
  request: WritingRequest,
  id: string,
): Promise<ApiResponse> {
  const now = app.clock.now();
  return alertAnswer(
    await editAlert(app.store, id, ifMatch(request.headers), (alert) => dueAgain(alert, now)),
  );
}

/** @throws Refusal 409 where every sink has it */
function dueAgain(alert: AlertDocument, now: number): AlertDocument {
  const open = Object.entries(alert.delivery).filter(
    ([, { state }]) => state === 'failed' || state === 'givenUp',
  );
  if (open.length === 0) {
    throw new Refusal(409, 'Nothing to deliver', 'No sink has failed to take this alert');
  }
  const since = new Date(now).toISOString();
  const again = open.map(([sink, state]): [string, DeliveryState] => [
    sink,
    { ...state, state: 'pending', attempts: 0, since, nextAt: null, lastError: null },
  ]);
  return {
    ...alert,
    delivery: { ...alert.delivery, ...Object.fromEntries(again) },
    deliveryDueAt: now,
  };
}
