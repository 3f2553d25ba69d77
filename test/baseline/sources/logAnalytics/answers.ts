import type { ServerResponse } from 'node:http';
import type { ServiceErrorBody } from './logsServer';

export const HOUR = 3_600_000;
export const START = Date.UTC(2026, 4, 1);

/** One entry of a row's operations: name, resource type, status, then the figures. */
export type Entry = readonly [
  operation: string,
  resourceType: string,
  status: string,
  requests: number,
  requestBytes: number,
  responseBytes: number,
  requestUnits: number,
  documents: number,
];

export interface RowFields {
  readonly account: string;
  readonly hour: number;
  readonly category: string;
  readonly legacy: boolean;
  readonly told: boolean;
  readonly entraId: string;
  readonly permissionId: string;
  readonly tokenType: string;
  readonly address: string;
  readonly userAgent: string;
  readonly database: string;
  readonly container: string;
  readonly operations: readonly Entry[];
}

export const READS: Entry = ['Query', 'DocumentFeed', '200', 10, 1_000, 50_000, 28.5, 0];

export function accountId(name: string): string {
  return `/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourcegroups/shops/providers/microsoft.documentdb/databaseaccounts/${name}`;
}

/** A row of the data plane by a key from one address, unless told otherwise. */
export function row(fields: Partial<RowFields> = {}): RowFields {
  return {
    account: accountId('shop'),
    hour: START,
    category: 'DataPlaneRequests',
    legacy: false,
    told: true,
    entraId: '',
    permissionId: '',
    tokenType: 'PrimaryMasterKey',
    address: '203.0.113.9',
    userAgent: 'cosmos-netstandard-sdk/3.35.4|4|X64|Linux',
    database: 'store',
    container: 'orders',
    operations: [READS],
    ...fields,
  };
}

const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['Account', 'string'],
  ['Hour', 'datetime'],
  ['Category', 'string'],
  ['Legacy', 'bool'],
  ['IsTold', 'bool'],
  ['EntraId', 'string'],
  ['PermissionId', 'string'],
  ['TokenType', 'string'],
  ['Address', 'string'],
  ['UserAgent', 'string'],
  ['Database', 'string'],
  ['Container', 'string'],
  ['FirstSeen', 'datetime'],
  ['LastSeen', 'datetime'],
  ['Operations', 'dynamic'],
];

/** A table as the service sends it: times as texts, dynamic values as JSON in a text. */
export function tableOf(rows: readonly RowFields[]): object {
  return {
    name: 'PrimaryResult',
    columns: COLUMNS.map(([name, type]) => ({ name, type })),
    rows: rows.map((fields) => [
      fields.account,
      new Date(fields.hour).toISOString(),
      fields.category,
      fields.legacy,
      fields.told,
      fields.entraId,
      fields.permissionId,
      fields.tokenType,
      fields.address,
      fields.userAgent,
      fields.database,
      fields.container,
      new Date(fields.hour + 60_000).toISOString(),
      new Date(fields.hour + 120_000).toISOString(),
      JSON.stringify(fields.operations),
    ]),
  };
}

/** 200 with a table; with an `error` member, a partial answer. */
export function sendRows(
  response: ServerResponse,
  rows: readonly RowFields[],
  error?: ServiceErrorBody,
): void {
  const body = { tables: [tableOf(rows)], ...(error === undefined ? {} : { error }) };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
