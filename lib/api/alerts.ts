import type { Alert } from '../alerts/alert';
import { toAlert, type AlertDocument } from '../alerts/document';
import { toSummary, type AlertSummary } from '../alerts/summary';
import { defenderShape } from '../alerts/defenderShape';
import { findAlert } from '../alerts/lifecycle/editAlert';
import type { Condition, DocumentQuery, DocumentStore } from '../storage/documents';
import { alertQuery, cursorOf } from './alertFilter';
import { readParameters } from './parameters';
import { alertListSchema, alertShapeSchema } from './schemas/alertFilter';
import { alertAnswer, refusing } from './alertAnswer';
import { answering, isReading, json, methodNotAllowed, READING } from './http';
import { withHeaders, type ApiRequest, type ApiResponse } from './http';

/** `GET alerts` and `GET alerts/{id}`; HEAD is the same without the body, which the host leaves out. */
export async function handleAlerts(
  store: DocumentStore,
  request: ApiRequest,
): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, methodsOf(request));
  const { id } = request.parameters;
  return answering(() => (id === undefined ? list(store, request) : one(store, request, id)));
}

/** What can be done with all alerts, and with one. */
export function methodsOf({ parameters }: ApiRequest): readonly string[] {
  return parameters['id'] === undefined ? READING : [...READING, 'PATCH'];
}

async function list(store: DocumentStore, { url }: ApiRequest): Promise<ApiResponse> {
  const { top, cursor, shape, ...filter } = readParameters(url.searchParams, alertListSchema);
  const shown: (document: AlertDocument) => Alert | AlertSummary =
    shape === undefined ? toAlert : toSummary;
  const found = await store.query<AlertDocument>('alerts', behind(cursor, filter, top + 1));
  const page = found.slice(0, top);
  const last = page.at(-1);
  if (found.length <= top || last === undefined) {
    return json({ value: page.map(shown), nextLink: null });
  }
  const next = new URL(url);
  next.searchParams.delete('code');
  next.searchParams.set('cursor', cursorOf(last.internal.order));
  return json({ value: page.map(shown), nextLink: next.href });
}

async function one(store: DocumentStore, { url }: ApiRequest, id: string): Promise<ApiResponse> {
  const { shape } = readParameters(url.searchParams, alertShapeSchema);
  const found = await refusing(() => findAlert(store, id));
  if (shape === undefined) return alertAnswer(found);
  return withHeaders(json(defenderShape(toAlert(found.document), `${url.origin}${url.pathname}`)), {
    etag: found.etag,
  });
}

function behind(
  cursor: string | undefined,
  filter: Parameters<typeof alertQuery>[0],
  limit: number,
): DocumentQuery {
  const { where = [], ...query } = alertQuery(filter);
  const page: readonly Condition[] =
    cursor === undefined ? [] : [{ field: 'internal.order', is: 'below', value: cursor }];
  return { ...query, where: [...where, ...page], limit };
}
