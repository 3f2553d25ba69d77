import { SEVERITIES, STATUSES } from '../../lib/alerts/alert';

export const SORTS = ['newest', 'severity', 'lastSeen', 'occurrences', 'account', 'type'] as const;
export type Sort = (typeof SORTS)[number];
export const HIDDEN = ['exclude', 'include', 'only'] as const;
export type Hidden = (typeof HIDDEN)[number];

/** What a list of alerts shows, as the address of the page says it. Empty means all. */
export interface AlertFilter {
  readonly status: readonly string[];
  readonly severity: readonly string[];
  readonly alertType: string;
  readonly accountId: string;
  readonly search: string;
  readonly from: string;
  readonly to: string;
  readonly suppressed: Hidden;
  readonly sort: Sort;
}

/** Alerts that are read at a time: a few screens, or as many as can be where all are needed. */
const PAGE = 200;
const LARGEST_PAGE = 500;

/** Reads the address; what it has that is no value of ours is left out. */
export function readFilter(query: URLSearchParams): AlertFilter {
  const some = (name: string, allowed: readonly string[]): string[] => {
    const wanted = (query.get(name) ?? '').split(',');
    return allowed.filter((value) => wanted.includes(value));
  };
  const suppressed = query.get('suppressed');
  const sort = query.get('sort');
  return {
    status: some('status', STATUSES),
    severity: some('severity', SEVERITIES),
    alertType: query.get('alertType') ?? '',
    accountId: query.get('accountId') ?? '',
    search: query.get('q') ?? '',
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    suppressed: HIDDEN.find((known) => known === suppressed) ?? 'exclude',
    sort: SORTS.find((known) => known === sort) ?? 'newest',
  };
}

/** The filter as the address has it: only what differs from showing everything. */
export function filterQuery(filter: AlertFilter): URLSearchParams {
  const query = apiQuery(filter);
  if (filter.sort !== 'newest') query.set('sort', filter.sort);
  return query;
}

/** Path of the first page of the alerts that match, the newest first. */
export function alertsPath(
  filter: AlertFilter,
  top = filter.sort === 'newest' ? PAGE : LARGEST_PAGE,
): string {
  const query = apiQuery(filter);
  query.set('shape', 'summary');
  query.set('top', String(top));
  return `alerts?${query.toString()}`;
}

function apiQuery(filter: AlertFilter): URLSearchParams {
  const { status, severity, alertType, accountId, search, from, to, suppressed } = filter;
  const query = new URLSearchParams();
  const texts = { alertType, accountId, q: search, from, to };
  if (status.length > 0) query.set('status', status.join(','));
  if (severity.length > 0) query.set('severity', severity.join(','));
  for (const [name, value] of Object.entries(texts)) if (value !== '') query.set(name, value);
  if (suppressed !== 'exclude') query.set('suppressed', suppressed);
  return query;
}
