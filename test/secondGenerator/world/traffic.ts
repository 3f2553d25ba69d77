import type { Random } from '../random';
import type { Action, DataAction, DataRequest } from './entry';
import type { Account, Container, Origin } from './model';
import { usualQuery } from './queryText';

/** What a request may fix; the rest is drawn. */
export interface RequestShape {
  container?: Container;
  item?: string;
  status?: number;
  responseBytes?: number;
  charge?: number;
  query?: { text: string; rows?: number; failed?: boolean };
}

const dataActions: ReadonlySet<Action> = new Set<DataAction>([
  'read',
  'query',
  'readFeed',
  'create',
  'upsert',
  'replace',
  'delete',
  'execute',
]);

/** One request with plausible sizes, charge (RU) and server time (ms). */
export function request(
  account: Account,
  random: Random,
  at: number,
  origin: Origin,
  action: Action,
  shape: RequestShape = {},
): DataRequest {
  const container = shape.container ?? random.pick(account.usualContainers);
  const status = shape.status ?? successStatus(action);
  const document = random.logNormal(container.documentBytes, 0.25);
  const rows = shape.query?.rows ?? Math.min(100, Math.floor(random.logNormal(4, 0.9)));
  const responseBytes =
    shape.responseBytes ?? usualResponse(action, status, document, rows, random);
  const isWrite = action === 'create' || action === 'upsert' || action === 'replace';
  const requestBytes = isWrite ? Math.round(document) : action === 'query' ? 210 : 0;
  const made: DataRequest = {
    kind: 'request',
    account,
    at,
    activityId: random.guid(),
    origin,
    action,
    container,
    item: shape.item ?? (dataActions.has(action) && action !== 'query' ? random.guid() : ''),
    status,
    requestBytes,
    responseBytes,
    charge: shape.charge ?? usualCharge(action, status, requestBytes + responseBytes, random),
    duration: random.logNormal(3.5 + responseBytes / 40_000, 0.45),
    secondRegion: false,
  };
  if (action === 'query') {
    made.query = {
      text: shape.query?.text ?? usualQuery(account, container, random),
      rows: status < 300 ? rows : 0,
      failed: shape.query?.failed ?? status >= 400,
    };
  }
  return made;
}

function successStatus(action: Action): number {
  if (action === 'create' || action.startsWith('write') || action === 'createContainer') return 201;
  return action === 'delete' || action.startsWith('drop') ? 204 : 200;
}

function usualResponse(
  action: Action,
  status: number,
  document: number,
  rows: number,
  random: Random,
): number {
  if (status >= 400) return random.integer(180, 420);
  if (action === 'delete' || action.startsWith('drop')) return 0;
  if (action === 'query') return Math.round(150 + rows * document);
  if (action === 'readFeed') return Math.round(document * random.integer(10, 60));
  return dataActions.has(action) ? Math.round(document) : random.integer(350, 2400);
}

function usualCharge(action: Action, status: number, bytes: number, random: Random): number {
  if (status === 429 || status === 401 || status === 403) return 0;
  const kilobytes = bytes / 1024;
  const charges: Partial<Record<Action, number>> = {
    read: Math.max(1, Math.ceil(kilobytes)),
    query: 2.3 + kilobytes * random.between(0.6, 1.1),
    readFeed: 1 + kilobytes * 0.8,
    create: 5.2 + kilobytes * 4.6,
    upsert: 5.2 + kilobytes * 4.6,
    replace: 5.2 + kilobytes * 4.6,
    delete: random.between(5.5, 11),
    execute: random.between(12, 60),
  };
  return charges[action] ?? random.between(1, 4.95);
}
