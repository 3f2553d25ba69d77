import type * as z from 'zod';
import type { Condition, DocumentQuery } from '../storage/documents';
import { ParameterError } from './http';
import type { alertFilterSchema } from './schemas/alertFilter';

/**
 * The query for alerts that meet a filter, the newest first.
 * @throws ParameterError where `from` is later than `to`
 */
export function alertQuery(filter: z.output<typeof alertFilterSchema>): DocumentQuery {
  const { accountId } = filter;
  return {
    ...(accountId === undefined ? {} : { partition: accountId.toLowerCase() }),
    where: conditions(filter),
    orderBy: { field: 'internal.order', descending: true },
  };
}

/** Where the next page begins: behind the alert with this order. */
export function cursorOf(order: string): string {
  return Buffer.from(order, 'utf8').toString('base64url');
}

function conditions({
  status,
  severity,
  api,
  alertType,
  from,
  to,
  q = '',
  suppressed = 'exclude',
}: z.output<typeof alertFilterSchema>): readonly Condition[] {
  if (from !== undefined && to !== undefined && from > to) {
    throw new ParameterError('from', "'from' must not be later than 'to'");
  }
  const where: Condition[] = [];
  for (const [field, values] of Object.entries({ status, severity, api, alertType })) {
    if (values !== undefined) where.push({ field, is: 'oneOf', values });
  }
  // An alert matches when its start-to-end overlaps the asked time.
  if (from !== undefined) where.push({ field: 'endTimeUtc', is: 'atLeast', value: from });
  if (to !== undefined) where.push({ field: 'startTimeUtc', is: 'atMost', value: to });
  if (q !== '') where.push({ field: 'internal.search', is: 'containing', value: q.toLowerCase() });
  if (suppressed === 'exclude') where.push({ field: 'suppressedBy', is: 'equal', value: null });
  if (suppressed === 'only') where.push({ field: 'suppressedBy', is: 'above', value: '' });
  return where;
}
