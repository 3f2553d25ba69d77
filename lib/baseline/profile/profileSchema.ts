import * as z from 'zod';
import { FACETS, MEASURES } from '../baseline';

export const PROFILE_ID = 'profile';
export const PROFILE_SCHEMA_VERSION = 1;

/** Hours or days since 1970. */
const time = z.int().min(-1).max(100_000_000);
const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** Value, first and last hour, days, weight. */
const thing = z.tuple([z.string(), time, time, count, amount]);

const facet = z.object({
  displaced: count,
  arrivals: z.object({
    since: time,
    day: time,
    hasArrival: z.boolean(),
    days: amount,
    arrivalDays: amount,
  }),
  things: z.array(thing),
});

const series = z.object({ firstHour: time, firstDay: time, days: z.base64() });
const heavySeries = series.extend({ key: z.string(), weight: amount, lastHour: time });
const heaviest = z.object({ displaced: count, series: z.array(heavySeries) });

const hoursOfDay = z.int().min(0).max(0xffffff);

/** Principal, its hours on weekdays and at weekends, days, hopping days, last hour, hop, countries. */
const habit = z.tuple([z.string(), hoursOfDay, hoursOfDay, count, count, time, time, z.string()]);

/** Facet, value and the hour it was last seen, of what alerts told of newcomers. */
const report = z.tuple([z.enum(FACETS), z.string(), time]);

/** A profile as it is stored; times are hours or days since 1970 but for `learnedThrough`. */
export const profileSchema = z.object({
  id: z.literal(PROFILE_ID),
  schemaVersion: z.literal(PROFILE_SCHEMA_VERSION),
  kind: z.literal('profile'),
  accountId: z.string(),
  /** Start of the last hour that was learned, epoch ms; -1 before. By it the oldest is found. */
  learnedThrough: z.int(),
  firstHour: time,
  lastHour: time,
  refused: count,
  skippedHours: z.array(time),
  taughtAlerts: z.array(z.string()).default([]),
  /** Absent in older ones. */
  reported: z.array(report).default([]),
  /** A facet that was not known when this was written is absent: it is learned from now on. */
  facets: z.partialRecord(z.enum(FACETS), facet),
  habits: z.array(habit),
  volumes: z
    .object({
      account: series,
      actors: heaviest,
      containers: heaviest,
      peers: z.partialRecord(z.enum(MEASURES), z.string()),
    })
    .nullable(),
});

export type ProfileDocument = z.infer<typeof profileSchema>;
export type StoredFacet = z.infer<typeof facet>;
export type StoredHeaviest = z.infer<typeof heaviest>;
export type StoredHabit = z.infer<typeof habit>;
