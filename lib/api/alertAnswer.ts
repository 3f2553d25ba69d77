import { AlertChangedError, AlertMissingError } from '../alerts/lifecycle/editAlert';
import { HistoryFullError } from '../alerts/lifecycle/history';
import { SameStatusError } from '../alerts/lifecycle/statusChange';
import { toAlert, type AlertDocument } from '../alerts/document';
import type { Versioned } from '../storage/documents';
import { json, Refusal, withHeaders, type ApiResponse } from './http';
import { preconditionFailed } from './preconditions';

/** An answer with one alert. */
export function alertAnswer({ document, etag }: Versioned<AlertDocument>): ApiResponse {
  return withHeaders(json(toAlert(document)), { etag });
}

/** What `work` gives; what is wrong with an alert becomes the refusal that says so. @throws Refusal */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AlertMissingError) throw new Refusal(404, 'Not found', error.message);
    if (error instanceof AlertChangedError) throw preconditionFailed('The alert');
    if (error instanceof SameStatusError) {
      throw new Refusal(409, 'Nothing to change', error.message, { alertStatus: error.status });
    }
    if (error instanceof HistoryFullError) throw new Refusal(409, 'History full', error.message);
    throw error;
  }
}
