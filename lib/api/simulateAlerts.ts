import { toAlert } from '../alerts/document';
import type { AccountId } from '../telemetry/event';
import { badMember, readBody } from './body';
import { answering, json, methodNotAllowed, type ApiResponse, type WritingRequest } from './http';
import { noParameters } from './parameters';
import { sampleRequestSchema } from './schemas/sampleRequest';
import { checkWrite, type WritePorts } from './writing';

/** `POST alerts/simulate`: alerts raised by made-up records, marked as samples, sent to every sink. */
export async function handleSimulateAlerts(
  app: WritePorts,
  request: WritingRequest,
): Promise<ApiResponse> {
  if (request.method !== 'POST') return methodNotAllowed(request, ['POST']);
  return answering(async () => {
    checkWrite(app, request);
    noParameters(request.url.searchParams);
    const body = await readBody(request, sampleRequestSchema);
    const { alertTypes = app.alertTypes, accountId } = body;
    const unknown = alertTypes.find((alertType) => !app.alertTypes.includes(alertType));
    if (unknown !== undefined) {
      throw badMember('alertTypes', `There is no alert type '${unknown}'`, app.alertTypes);
    }
    // The schema has made sure that it is one.
    const account = (accountId?.toLowerCase() ?? null) as AccountId | null;
    const wanted = { alertTypes: [...new Set(alertTypes)], account };
    // The cases of all detectors take half a second to make, and are asked for hardly ever.
    const { raiseSamples } = await import('../samples/sampleAlerts');
    const samples = await raiseSamples(app.store, wanted, app.clock.now());
    return json({ value: samples.map(toAlert) }, 201);
  });
}
