import type { DeliveryState } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { editAlert } from '../alerts/lifecycle/editAlert';
import { alertAnswer } from './alertAnswer';
import { Refusal, type ApiResponse, type WritingRequest } from './http';
import { ifMatch } from './preconditions';
import type { WritePorts } from './writing';

/**
 * `POST alerts/{id}/deliver`: sends an alert again to the sinks that did not take it, those that were
 * given up on among them. One that waits to be sent anyway is left as it is. Either way the answer has
 * it under `delivery`, and the sending comes later.
 * @throws Refusal
 */
export async function deliverAlert(
  app: WritePorts,
  request: WritingRequest,
  id: string,
): Promise<ApiResponse> {
  const now = app.clock.now();
  const edited = await editAlert(app.store, id, ifMatch(request.headers), (alert) =>
    dueAgain(alert, now),
  );
  return { ...alertAnswer(edited), status: 202 };
}

/** @throws Refusal 409 where every sink that is to have it has it */
function dueAgain(alert: AlertDocument, now: number): AlertDocument {
  const open = Object.entries(alert.delivery).filter(
    ([, { state }]) => state === 'failed' || state === 'givenUp',
  );
  if (open.length === 0) {
    const isQueued = typeof alert.deliveryDueAt === 'number';
    if (isQueued) return alert;
    const detail = 'Every sink that is to have this alert has it';
    throw new Refusal(409, 'Nothing to deliver', detail);
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
