import * as z from 'zod';
import { FACETS, MEASURES } from '../../../baseline/baseline';
import type { BaselineDescription } from '../../../baseline/describe/description';
import type { HourlyFigures } from '../../../baseline/describe/describeHours';
import { listOf, schemaOf, time } from './schemaOf';

const volume = z.object({
  measure: z.enum(MEASURES),
  hours: z.int().nullable().describe('Hours of the last 42 days with anything in them'),
  median: z.number(),
  percentile99: z.number(),
  largest: z.number(),
});
const activeHours = z.object({ weekdays: z.string(), weekends: z.string() });
const knownThings = z.object({
  count: z.int(),
  newWithinADay: z.number().describe('Probability of at least one new one within a day'),
  surprise: z.number().describe('How unusual a new one is, 0 to 1'),
  displaced: z.int(),
  values: listOf(z.object({ value: z.string(), firstSeen: time, lastSeen: time, days: z.int() })),
});

const description = schemaOf<BaselineDescription>()(
  z.object({
    account: z.string(),
    stage: z.enum(['new', 'provisional', 'established']),
    historyDays: z.number(),
    confidenceCap: z.number(),
    learnedFrom: time.nullable(),
    learnedThrough: time.nullable(),
    known: z.record(z.enum(FACETS), knownThings).readonly(),
    activeHours,
    principals: listOf(
      activeHours.extend({ principal: z.string(), days: z.number(), hops: z.boolean() }),
    ),
    volumes: z
      .object({
        account: listOf(volume),
        actors: listOf(volume.extend({ principal: z.string(), application: z.string() })),
        containers: listOf(volume.extend({ container: z.string() })),
        peers: listOf(volume),
      })
      .nullable(),
    blindTo: listOf(z.string()),
  }),
);

const series = schemaOf<HourlyFigures>()(
  z.object({ measure: z.enum(MEASURES), startUtc: time, values: listOf(z.number()) }),
);

export const baselineSchema = description
  .extend({
    text: listOf(z.string()).describe('The same in words'),
    series: series.nullable().optional().describe('With series=MEASURE'),
  })
  .meta({ id: 'Baseline' });
