import { activityIds } from '../../simulation/records';
import { type DetectorCase } from '../detectorCase';
import { statement } from '../injectionCases';

const ids = activityIds(104);

export const cases: readonly DetectorCase[] = [
  {
    name: 'statements of other databases that failed are one alert',
    records: [
      ...statement(ids(), "SELECT * FROM c WHERE c.name = 'a' UNION SELECT 1, 2 --'", {
        ok: false,
      }),
      ...statement(ids(), "SELECT * FROM c WHERE c.name = 'a'; DROP TABLE users --'", {
        ok: false,
      }),
    ],
    expected: { severity: 'Low', occurrences: 2, reason: ['2 injected queries failed'] },
  },
  {
    name: 'one lone quote may be a slip',
    records: statement(ids(), "SELECT * FROM c WHERE c.name = 'a''", { ok: false }),
    expected: { severity: 'Informational', occurrences: 1, reason: ['1 injected query failed'] },
  },
  {
    name: 'so may a clause that was not written to its end',
    records: statement(ids(), 'SELECT * FROM c WHERE c.price > 10 ORDER BY', { ok: false }),
    expected: { severity: 'Informational', occurrences: 1, reason: ['1 injected query failed'] },
  },
  {
    name: 'three lone quotes are a probe',
    records: [1, 2, 3].flatMap((n) =>
      statement(ids(), `SELECT * FROM c WHERE c.name = '${n}''`, { ok: false }),
    ),
    expected: { severity: 'Low', occurrences: 3, reason: ['3 injected queries failed'] },
  },
  {
    name: 'fifty statements are a burst',
    records: Array.from({ length: 50 }, (_, n) =>
      statement(ids(), `SELECT * FROM c WHERE c.name = '${n}' UNION SELECT 1 --'`, { ok: false }),
    ).flat(),
    expected: { severity: 'Medium', occurrences: 50, reason: ['50 injected queries failed'] },
  },
  {
    name: 'what ran is the other type',
    records: statement(ids(), "SELECT * FROM c WHERE c.name = 'a' OR 1 = 1", { ok: true }),
    expected: null,
  },
  {
    name: 'a good query that failed for another reason is no attack',
    records: statement(ids(), 'SELECT * FROM c WHERE c.name = @name', { ok: false }),
    expected: null,
  },
];
