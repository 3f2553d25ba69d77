import { MOST_BODY_BYTES } from '../../../lib/api/body';
import { DAY } from '../../baseline/profile/synthetic';
import type { Call } from '../changeRequests';

export const TOMORROW = new Date(Date.now() + DAY).toISOString();
const rule = {
  name: 'Scanner',
  reason: 'Ours',
  alertType: 'CosmosDB_TorAnomaly',
  expirationDateUtc: TOMORROW,
};

export interface Asked extends Call {
  /** Instead of the values that lead to what is there. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** What has been asked before. */
  readonly after?: readonly (readonly [method: string, route: string, asked?: Asked])[];
  /** As if there was no database, too many changes, or always somebody else who was faster. */
  readonly without?: 'database' | 'rate' | 'luck';
}
export type Case = readonly [status: number, method: string, route: string, asked?: Asked];

const none = { parameters: { id: 'none' } };
const stale = { headers: { 'if-match': '"0"' } };
const odd = { query: '?odd=1' };
const huge = { body: { comment: 'x'.repeat(MOST_BODY_BYTES) } };
const text = { body: 'x', headers: { 'content-type': 'text/plain' } };
const bare = { headers: { 'X-Warden-Request': '0' } };
const known = { headers: { 'if-none-match': '*' } };

/** What every change may be answered with. */
function changes(method: string, route: string, hasBody = true): readonly Case[] {
  return [
    [400, method, route, odd],
    [403, method, route, bare],
    [429, method, route, { without: 'rate' }],
    [503, method, route, { without: 'database', ...(method === 'PUT' ? { body: rule } : {}) }],
    ...(hasBody
      ? ([
          [413, method, route, huge],
          [415, method, route, text],
        ] as const)
      : []),
  ];
}

function reads(route: string): readonly Case[] {
  return [
    [200, 'GET', route],
    [304, 'GET', route, known],
    [400, 'GET', route, odd],
    [503, 'GET', route, { without: 'database' }],
  ];
}

const STATUS_CHANGES = {
  resolve: 'dismiss',
  dismiss: 'resolve',
  inProgress: 'resolve',
  activate: 'resolve',
};
const statusCases = Object.entries(STATUS_CHANGES).flatMap(([action, other]): readonly Case[] => {
  const route = `/alerts/{id}/${action}`;
  const before = ['POST', `/alerts/{id}/${other}`] as const;
  return [
    [200, 'POST', route, { after: [before] }],
    [409, 'POST', route, { after: [before, ['POST', route]] }],
    [404, 'POST', route, none],
    [412, 'POST', route, { ...stale, after: [before] }],
    ...changes('POST', route),
  ];
});

const EXPECT = '/alerts/{id}/expect';
const DELIVER = '/alerts/{id}/deliver';
const PATCHED = '/alerts/{id}';
const RULES = '/suppressions/{id}';
const DISMISS = '/recommendations/{id}/dismiss';
const REOPEN = '/recommendations/{id}/reopen';
const why = { body: { reason: 'Known' } };
const anyVersion = { 'if-match': '*' };
const kept = ['PUT', RULES, { body: rule }] as const;

/** Every answer that any route may give. */
export const CASES: readonly Case[] = [
  ...reads('/alerts'),
  [200, 'GET', '/alerts', { query: '?shape=summary' }],
  ...['ndjson', 'csv', 'ocsf', 'cef'].map((format): Case => [
    200,
    'GET',
    '/alerts',
    { query: `?format=${format}` },
  ]),
  ...reads('/alerts/{id}'),
  [200, 'GET', '/alerts/{id}', { query: '?shape=defender' }],
  [404, 'GET', '/alerts/{id}', none],
  [200, 'PATCH', PATCHED, { body: { assignedTo: 'anna' }, headers: anyVersion }],
  [404, 'PATCH', PATCHED, { body: { assignedTo: 'anna' }, headers: anyVersion, ...none }],
  [
    409,
    'PATCH',
    PATCHED,
    { body: { comment: 'one too many' }, headers: anyVersion, parameters: { id: 'full' } },
  ],
  [412, 'PATCH', PATCHED, { body: { assignedTo: 'anna' }, ...stale }],
  [428, 'PATCH', PATCHED, { body: { assignedTo: 'anna' } }],
  ...changes('PATCH', PATCHED).map(withPatch),
  ...statusCases,
  [201, 'POST', EXPECT],
  [200, 'POST', EXPECT, { after: [['POST', EXPECT]] }],
  [404, 'POST', EXPECT, none],
  [409, 'POST', EXPECT, { parameters: { id: 'full' } }],
  [412, 'POST', EXPECT, stale],
  ...changes('POST', EXPECT),
  [202, 'POST', DELIVER],
  [202, 'POST', DELIVER, { parameters: { id: 'failed' } }],
  [404, 'POST', DELIVER, none],
  [409, 'POST', DELIVER, { parameters: { id: 'delivered' } }],
  [412, 'POST', DELIVER, { ...stale, parameters: { id: 'failed' } }],
  ...changes('POST', DELIVER, false),
  [201, 'POST', '/alerts/simulate', { body: { alertTypes: ['CosmosDB_TorAnomaly'] } }],
  ...changes('POST', '/alerts/simulate'),
  ...reads('/suppressions'),
  ...reads(RULES).map(([status, method, route, asked]): Case => [
    status,
    method,
    route,
    { ...asked, ...(status < 400 ? { after: [kept] } : {}) },
  ]),
  [404, 'GET', RULES, none],
  [201, 'PUT', RULES, { body: rule }],
  [200, 'PUT', RULES, { body: rule, after: [kept] }],
  [200, 'PUT', RULES, { body: { ...rule, dryRun: true } }],
  [409, 'PUT', RULES, { body: rule, without: 'luck' }],
  [412, 'PUT', RULES, { body: rule, ...stale }],
  ...changes('PUT', RULES),
  [200, 'DELETE', RULES, { after: [kept] }],
  [404, 'DELETE', RULES],
  [409, 'DELETE', RULES, { after: [kept], without: 'luck' }],
  [412, 'DELETE', RULES, { ...stale, after: [kept] }],
  ...changes('DELETE', RULES, false),
  ...reads('/baselines/{account}'),
  [404, 'GET', '/baselines/{account}', { parameters: { account: 'nobody' } }],
  ...reads('/coverage'),
  ...reads('/recommendations'),
  [200, 'POST', DISMISS, why],
  [404, 'POST', DISMISS, { ...why, ...none }],
  [409, 'POST', DISMISS, { ...why, after: [['POST', DISMISS, why]] }],
  ...changes('POST', DISMISS),
  [200, 'POST', REOPEN, { after: [['POST', DISMISS, why]] }],
  [404, 'POST', REOPEN, none],
  [409, 'POST', REOPEN],
  ...changes('POST', REOPEN, false),
  [200, 'GET', '/health'],
  [304, 'GET', '/health', known],
  [200, 'GET', '/openapi.json'],
  [304, 'GET', '/openapi.json', known],
  [400, 'GET', '/openapi.json', odd],
  [200, 'GET', '/dashboard'],
  [304, 'GET', '/dashboard', known],
];

/** A patch is read before its precondition. */
function withPatch([status, method, route, asked]: Case): Case {
  const body = { assignedTo: 'anna' };
  return [
    status,
    method,
    route,
    status === 503 ? { ...asked, body, headers: anyVersion } : (asked ?? {}),
  ];
}
