import { toAlert, type AlertDocument } from '../alerts/document';
import { defenderShape } from '../alerts/defenderShape';
import { findAlert } from '../alerts/lifecycle/editAlert';
import type { DocumentStore } from '../storage/documents';
import { cursorOf, readAlertFilter } from './alertFilter';
import { checkParameters } from './parameters';
import { alertAnswer, refusing } from './alertAnswer';
import { answering, isReading, json, methodNotAllowed, ParameterError, READING } from './http';
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
  const { query, top } = readAlertFilter(url.searchParams);
  const found = await store.query<AlertDocument>('alerts', query);
  const page = found.slice(0, top);
  const last = page.at(-1);
  if (found.length <= top || last === undefined) {
    return json({ value: page.map(toAlert), nextLink: null });
  }
  const next = new URL(url);
  next.searchParams.delete('code');
  next.searchParams.set('cursor', cursorOf(last.internal.order));
  return json({ value: page.map(toAlert), nextLink: next.href });
}

async function one(store: DocumentStore, { url }: ApiRequest, id: string): Promise<ApiResponse> {
  checkParameters(url.searchParams, ['shape']);
  const shape = url.searchParams.get('shape');
  if (shape !== null && shape !== 'defender') {
    throw new ParameterError('shape', `'${shape}' is no value of shape`, ['defender']);
  }
  const found = await refusing(() => findAlert(store, id));
  if (shape === null) return alertAnswer(found);
  return withHeaders(json(defenderShape(toAlert(found.document), `${url.origin}${url.pathname}`)), {
    etag: found.etag,
  });
}
