import type { AlertDocument } from '../../lib/alerts/document';
import { handleAlertAction } from '../../lib/api/alertActions';
import { handleAlerts } from '../../lib/api/alerts';
import type { ApiResponse, WritingRequest } from '../../lib/api/http';
import { handleAlertPatch } from '../../lib/api/patchAlert';
import { handleSimulateAlerts } from '../../lib/api/simulateAlerts';
import { handleSuppressions } from '../../lib/api/suppressions';
import { WriteRate } from '../../lib/writeRate';
import type { WritePorts } from '../../lib/api/writing';
import { DETECTORS } from '../../lib/detectors';
import type { DocumentStore } from '../../lib/storage/documents';
import { CurrentRules } from '../../lib/alerts/suppression/currentRules';

export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** What handlers need of the app, over a store, at a time that a test can move. */
export function portsOver(
  store: DocumentStore,
  more: Partial<WritePorts> = {},
): WritePorts & { time: number } {
  const ports = {
    store,
    suppressions: new CurrentRules(store),
    writeRate: new WriteRate(),
    platformAuthentication: false,
    writerRole: null,
    alertTypes: DETECTORS.map(({ metadata }) => metadata.id),
    time: NOW,
    clock: { now: (): number => ports.time },
    ...more,
  };
  return ports;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as the wiring hands it on; a body that is no text is sent as JSON. */
export function changeRequest(
  method: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  { body, headers = {} }: Call = {},
): WritingRequest {
  const url = new URL(`https://warden.example/api/${path}`);
  const json = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': 'application/json' };
  const stream = json === undefined ? null : new Response(json).body;
  return {
    method,
    url,
    parameters,
    headers: new Headers({ 'X-Warden-Request': '1', ...type, ...headers }),
    body: stream,
  };
}

async function read(answer: Promise<ApiResponse>) {
  const { body, ...rest } = await answer;
  // Every answer of the API is a JSON object, whose members the tests describe.
  return { ...rest, body: JSON.parse(body) as Record<string, unknown> };
}

/** The API of alerts and rules, by the paths that it has. */
export function apiOver(app: WritePorts) {
  const act = (alert: Pick<AlertDocument, 'id'>, action: string, call: Call = {}) =>
    read(
      handleAlertAction(
        app,
        changeRequest('POST', `alerts/${alert.id}/${action}`, { id: alert.id, action }, call),
      ),
    );
  const patch = (alert: Pick<AlertDocument, 'id'>, body: unknown, headers = {}) =>
    read(
      handleAlertPatch(
        app,
        changeRequest('PATCH', `alerts/${alert.id}`, { id: alert.id }, { body, headers }),
      ),
    );
  const get = (alert: Pick<AlertDocument, 'id'>) =>
    read(handleAlerts(app.store, changeRequest('GET', `alerts/${alert.id}`, { id: alert.id })));
  const rule = (method: string, id?: string, call: Call = {}) =>
    read(
      handleSuppressions(
        app,
        changeRequest(method, `suppressions/${id ?? ''}`, id === undefined ? {} : { id }, call),
      ),
    );
  const simulate = (call: Call = {}) =>
    read(handleSimulateAlerts(app, changeRequest('POST', 'alerts/simulate', {}, call)));
  return { act, patch, get, rule, simulate };
}
