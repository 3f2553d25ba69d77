import { toAlert, type AlertDocument } from '../alerts/document';
import { defenderShape } from '../alerts/defenderShape';
import type { DocumentStore } from '../storage/documents';
import { cursorOf, readAlertFilter } from './alertFilter';
import { checkParameters } from './parameters';
import { isReading, json, methodNotAllowed, ParameterError, problem, READING } from './http';
import type { ApiRequest, ApiResponse } from './http';

/** `GET alerts` and `GET alerts/{id}`; HEAD is the same without the body, which the host leaves out. */
export async function handleAlerts(
  store: DocumentStore,
  request: ApiRequest,
): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  try {
    const id = request.parameters['id'];
    return id === undefined ? await list(store, request) : await one(store, request, id);
  } catch (error) {
    if (error instanceof ParameterError) return error.toResponse();
    throw error;
  }
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
  const [document] = await store.query<AlertDocument>('alerts', {
    where: [{ field: 'id', is: 'equal', value: id }],
    limit: 1,
  });
  if (document === undefined) return problem(404, 'Not found', `There is no alert '${id}'`);
  const alert = toAlert(document);
  return json(shape === 'defender' ? defenderShape(alert, url) : alert);
}
