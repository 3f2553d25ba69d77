import { annotate } from '../alerts/lifecycle/annotate';
import { editAlert } from '../alerts/lifecycle/editAlert';
import { alertAnswer, refusing } from './alertAnswer';
import { badMember, readBody } from './body';
import { callerOf } from './caller';
import { answering, methodNotAllowed, type ApiResponse, type WritingRequest } from './http';
import { methodsOf } from './alerts';
import { noParameters } from './parameters';
import { requiredIfMatch } from './preconditions';
import { alertPatchSchema } from './schemas/alertChanges';
import { checkWrite, type WritePorts } from './writing';

/** `PATCH alerts/{id}`: who looks after an alert, and a comment. */
export async function handleAlertPatch(
  app: WritePorts,
  request: WritingRequest,
): Promise<ApiResponse> {
  const { id } = request.parameters;
  if (id === undefined) return methodNotAllowed(request, methodsOf(request));
  return answering(async () => {
    checkWrite(app, request);
    noParameters(request.url.searchParams);
    const { headers } = request;
    const { assignedTo, comment = null } = await readBody(request, alertPatchSchema);
    if (assignedTo === undefined && comment === null) {
      throw badMember('assignedTo', 'The body must have assignedTo or comment');
    }
    const isExpected = requiredIfMatch(headers);
    const by = callerOf(headers, app.platformAuthentication);
    const note = { by, at: app.clock.now(), comment };
    const edited = await refusing(() =>
      editAlert(app.store, id, isExpected, (alert) => annotate(alert, assignedTo, note)),
    );
    return alertAnswer(edited);
  });
}
