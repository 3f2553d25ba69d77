import { SEVERITIES, STATUSES } from '../alerts/alert';
import type { Condition, DocumentQuery } from '../storage/documents';
import { APIS } from '../telemetry/event';
import { parseTime } from '../telemetry/time';
import { ParameterError } from './http';
import { checkParameters } from './parameters';

const DEFAULT_TOP = 50;
const MOST_TOP = 500;
const LONGEST_SEARCH = 200;
const SUPPRESSED = ['exclude', 'include', 'only'] as const;

const KNOWN = [
  'status',
  'severity',
  'alertType',
  'accountId',
  'api',
  'from',
  'to',
  'q',
  'suppressed',
  'top',
  'cursor',
] as const;

export interface AlertListRequest {
  readonly query: DocumentQuery;
  readonly top: number;
}

/**
 * Reads the parameters of `GET alerts`. Lists are comma-separated.
 * @throws ParameterError naming the parameter and what it may be
 */
export function readAlertFilter(parameters: URLSearchParams): AlertListRequest {
  checkParameters(parameters, KNOWN);
  const where: Condition[] = [
    ...oneOf(parameters, 'status', STATUSES),
    ...oneOf(parameters, 'severity', SEVERITIES),
    ...oneOf(parameters, 'api', APIS),
    ...alertTypes(parameters),
    ...times(parameters),
    ...search(parameters),
    ...suppressed(parameters),
    ...cursor(parameters),
  ];
  const top = readTop(parameters);
  const account = parameters.get('accountId');
  if (account?.trim() === '') throw new ParameterError('accountId', 'accountId must not be empty');
  return {
    top,
    query: {
      ...(account === null ? {} : { partition: account.trim().toLowerCase() }),
      where,
      orderBy: { field: 'internal.order', descending: true },
      limit: top + 1,
    },
  };
}

/** Where the next page begins: behind the alert with this order. */
export function cursorOf(order: string): string {
  return Buffer.from(order, 'utf8').toString('base64url');
}

function oneOf(
  parameters: URLSearchParams,
  name: 'status' | 'severity' | 'api',
  allowed: readonly string[],
): Condition[] {
  const text = parameters.get(name);
  if (text === null) return [];
  const values = text.split(',').map((value) => {
    const wanted = value.trim().toLowerCase();
    const found = allowed.find((known) => known.toLowerCase() === wanted);
    if (found === undefined) {
      throw new ParameterError(name, `'${value}' is no value of ${name}`, allowed);
    }
    return found;
  });
  return [{ field: name, is: 'oneOf', values }];
}

function alertTypes(parameters: URLSearchParams): Condition[] {
  const text = parameters.get('alertType');
  if (text === null) return [];
  const values = text.split(',').map((value) => value.trim());
  if (values.includes('')) throw new ParameterError('alertType', 'alertType must not be empty');
  return [{ field: 'alertType', is: 'oneOf', values }];
}

/** An alert matches when its start-to-end overlaps the asked time. */
function times(parameters: URLSearchParams): Condition[] {
  const from = time(parameters, 'from');
  const to = time(parameters, 'to');
  if (from !== null && to !== null && from > to) {
    throw new ParameterError('from', "'from' must not be later than 'to'");
  }
  const conditions: Condition[] = [];
  if (from !== null) conditions.push({ field: 'endTimeUtc', is: 'atLeast', value: from });
  if (to !== null) conditions.push({ field: 'startTimeUtc', is: 'atMost', value: to });
  return conditions;
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A time without a zone is UTC, a day without a time its first moment. */
function time(parameters: URLSearchParams, name: 'from' | 'to'): string | null {
  const text = parameters.get(name);
  if (text === null) return null;
  // '+' of an offset arrives as a space where the caller did not escape it.
  const written = ISO_TIME.exec(text.trim().replace(' ', '+'));
  const [, day = '', minute = '00:00', second = ':00', zone = 'Z'] = written ?? [];
  const parsed = parseTime(`${day}T${minute}${second}${zone}`);
  if (Number.isNaN(parsed)) {
    throw new ParameterError(name, `'${text}' is no ISO 8601 time, so no value of ${name}`, [
      '2026-11-22T06:30:00Z',
    ]);
  }
  return new Date(parsed).toISOString();
}

function search(parameters: URLSearchParams): Condition[] {
  const text = parameters.get('q')?.trim().toLowerCase() ?? '';
  if (text === '') return [];
  if (text.length > LONGEST_SEARCH) {
    throw new ParameterError('q', `q may have at most ${LONGEST_SEARCH} characters`);
  }
  return [{ field: 'internal.search', is: 'containing', value: text }];
}

function suppressed(parameters: URLSearchParams): Condition[] {
  const text = parameters.get('suppressed') ?? 'exclude';
  switch (text) {
    case 'exclude':
      return [{ field: 'suppressedBy', is: 'equal', value: null }];
    case 'only':
      return [{ field: 'suppressedBy', is: 'above', value: '' }];
    case 'include':
      return [];
    default:
      throw new ParameterError('suppressed', `'${text}' is no value of suppressed`, SUPPRESSED);
  }
}

function cursor(parameters: URLSearchParams): Condition[] {
  const text = parameters.get('cursor');
  if (text === null) return [];
  const order = Buffer.from(text, 'base64url').toString('utf8');
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z\|[0-9a-f]{32}$/.test(order)) {
    throw new ParameterError('cursor', 'cursor is not one that this API gave out');
  }
  return [{ field: 'internal.order', is: 'below', value: order }];
}

function readTop(parameters: URLSearchParams): number {
  const text = parameters.get('top');
  if (text === null) return DEFAULT_TOP;
  const top = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > MOST_TOP) {
    throw new ParameterError('top', `top must be a whole number from 1 to ${MOST_TOP}`, [
      `1 to ${MOST_TOP}`,
    ]);
  }
  return top;
}
