import { editAlert } from '../alerts/lifecycle/editAlert';
import { changeStatus, STATUS_ACTIONS } from '../alerts/lifecycle/statusChange';
import type { AlertStatus } from '../alerts/alert';
import { alertAnswer, refusing } from './alertAnswer';
import { readBody } from './body';
import { callerOf } from './caller';
import { deliverAlert } from './deliverAlert';
import { expectAlert } from './expectAlert';
import {
  answering,
  methodNotAllowed,
  problem,
  type ApiResponse,
  type WritingRequest,
} from './http';
import { noParameters } from './parameters';
import { ifMatch } from './preconditions';
import { statusChangeSchema } from './schemas/alertChanges';
import { checkWrite, type WritePorts } from './writing';

type Action = (app: WritePorts, request: WritingRequest, id: string) => Promise<ApiResponse>;

/** By lower-case name, as paths are told apart without regard to case. */
const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ...Object.entries(STATUS_ACTIONS).map(([name, status]): [string, Action] => [
    name.toLowerCase(),
    (app, request, id) => moveAlert(app, request, id, status),
  ]),
  ['expect', expectAlert],
  ['deliver', deliverAlert],
]);

/** `POST alerts/{id}/{action}`: a new status, "this is expected", or sent again. */
export async function handleAlertAction(
  app: WritePorts,
  request: WritingRequest,
): Promise<ApiResponse> {
  const { id = '', action: name = '' } = request.parameters;
  const action = ACTIONS.get(name.toLowerCase());
  if (action === undefined) return problem(404, 'Not found', `Alerts have no action '${name}'`);
  if (request.method !== 'POST') return methodNotAllowed(request, ['POST']);
  return answering(async () => {
    checkWrite(app, request);
    noParameters(request.url.searchParams);
    return refusing(() => action(app, request, id));
  });
}

async function moveAlert(
  app: WritePorts,
  request: WritingRequest,
  id: string,
  status: AlertStatus,
): Promise<ApiResponse> {
  const { comment = null } = await readBody(request, statusChangeSchema);
  const { headers } = request;
  const note = { by: callerOf(headers, app.platformAuthentication), at: app.clock.now(), comment };
  return alertAnswer(
    await editAlert(app.store, id, ifMatch(headers), (alert) => changeStatus(alert, status, note)),
  );
}
