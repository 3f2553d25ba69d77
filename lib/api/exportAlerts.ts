import { toAlert, type AlertDocument } from '../alerts/document';
import { EXPORTS } from '../delivery/formats/exportFormats';
import type { DocumentQuery, DocumentStore } from '../storage/documents';
import { alertQuery } from './alertFilter';
import { readParameters } from './parameters';
import { alertExportSchema } from './schemas/alertFilter';
import {
  isReading,
  methodNotAllowed,
  ParameterError,
  READING,
  Refusal,
  type ApiRequest,
  type ApiResponse,
  type StreamedResponse,
} from './http';

/** Alerts that are read, and held in memory, at a time. */
const PAGE = 200;
/** Parameters of a page, which an export has none of. */
const OF_PAGES = ['top', 'cursor'];

/**
 * `GET alerts?format=ndjson|csv|ocsf|cef`: all alerts that match, the newest first.
 * @throws StorageError for the first page; a later one breaks the answer off
 */
export async function handleAlertExport(
  store: DocumentStore,
  request: ApiRequest,
): Promise<ApiResponse | StreamedResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  try {
    const answer = await exported(store, request.url);
    return request.method === 'HEAD' ? { ...answer, body: noBody() } : answer;
  } catch (error) {
    if (error instanceof Refusal) return error.toResponse();
    throw error;
  }
}

async function exported(store: DocumentStore, url: URL): Promise<StreamedResponse> {
  for (const name of OF_PAGES) {
    if (url.searchParams.has(name)) {
      throw new ParameterError(name, `${name} is not for exports, which hold all that matches`);
    }
  }
  const { format, ...filter } = readParameters(url.searchParams, alertExportSchema);
  const pages = pagesOf(store, alertQuery(filter));
  const first = await pages.next();
  const { contentType, extension, header, line } = EXPORTS[format];
  const write = (alerts: readonly AlertDocument[]): Uint8Array =>
    Buffer.from(alerts.map((alert) => line(toAlert(alert), url.origin)).join(''), 'utf8');

  async function* body(): AsyncGenerator<Uint8Array> {
    if (header !== '') yield Buffer.from(header, 'utf8');
    if (first.done !== true) yield write(first.value);
    for await (const page of pages) yield write(page);
  }
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="alerts.${extension}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: body(),
  };
}

async function* noBody(): AsyncGenerator<Uint8Array> {
  // Nothing more is read for the sake of headers.
}

async function* pagesOf(
  store: DocumentStore,
  query: DocumentQuery,
): AsyncGenerator<readonly AlertDocument[]> {
  const { where = [] } = query;
  let behind: typeof where = [];
  for (;;) {
    const page = await store.query<AlertDocument>('alerts', {
      ...query,
      where: [...where, ...behind],
      limit: PAGE,
    });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    behind = [{ field: 'internal.order', is: 'below', value: last.internal.order }];
  }
}
