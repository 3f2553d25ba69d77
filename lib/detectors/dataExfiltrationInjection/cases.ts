import { activityIds } from '../../simulation/records';
import { type DetectorCase } from '../detectorCase';
import { commands } from '../newcomerCases';
import { statement } from '../injectionCases';

const ids = activityIds(103);

export const cases: readonly DetectorCase[] = [
  {
    name: 'two always-true conditions that ran are one alert with the client joined',
    records: [
      ...statement(ids(), "SELECT * FROM c WHERE c.name = 'a' OR 1 = 1", { ok: true }),
      ...statement(ids(), "SELECT * FROM c WHERE c.name = 'b' OR c.id = c.id", { ok: true }),
    ],
    expected: {
      severity: 'Medium',
      occurrences: 2,
      reason: ['2 injected queries', 'shop/products', '192.0.2.44', '6 rows'],
    },
  },
  {
    name: 'many rows make it high',
    records: statement(ids(), "SELECT * FROM c WHERE c.name = 'a' OR true", {
      ok: true,
      rows: 900,
    }),
    expected: { severity: 'High', occurrences: 1, reason: ['900 rows'] },
  },
  {
    name: 'a second traversal that this product would not run, and that returned data',
    records: commands(1, 105, {
      category: 'GremlinRequests',
      operation: 'eval',
      userAgent: 'gremlin-java/3.7.2',
      errorCode: '200',
      text: "g.V().has('person','tenant','t1').or(__.identity()).limit(10); g.V().valueMap(true)",
      responseBytes: 66_000,
    }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['66.0 KB returned'] },
  },
  {
    name: 'the text of an attack inside a literal is data',
    records: statement(ids(), 'SELECT * FROM c WHERE c.note = "x\' OR 1 = 1 --"', { ok: true }),
    expected: null,
  },
  {
    name: 'a query of the same container with parameters is normal',
    records: statement(ids(), 'SELECT * FROM c WHERE c.name = @name', { ok: true, rows: 900 }),
    expected: null,
  },
];
