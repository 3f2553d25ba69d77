const HOUR = 3_600_000;

/** Over which time the overview looks, and in slots of what length, in ms. */
export interface Period {
  readonly id: string;
  readonly name: string;
  readonly span: number;
  readonly slot: number;
}

const WEEK: Period = { id: '7d', name: '7 days', span: 168 * HOUR, slot: 6 * HOUR };

export const PERIODS: readonly Period[] = [
  { id: '24h', name: '24 hours', span: 24 * HOUR, slot: HOUR },
  WEEK,
  { id: '30d', name: '30 days', span: 720 * HOUR, slot: 24 * HOUR },
];

/** The period that the address names; a week without one. */
export function readPeriod(query: URLSearchParams): Period {
  return PERIODS.find(({ id }) => id === query.get('period')) ?? WEEK;
}
