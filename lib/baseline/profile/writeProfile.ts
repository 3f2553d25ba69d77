import { byFacet, type FacetKnowledge } from './knowledge';
import type { Profile } from './profile';
import type { Habit } from './habits';
import type { HeaviestSeries } from './heaviestSeries';
import {
  PROFILE_ID,
  PROFILE_SCHEMA_VERSION,
  type ProfileDocument,
  type StoredFacet,
  type StoredHabit,
  type StoredHeaviest,
} from './profileSchema';
import type { Volumes } from './volumes';

/** No profile is larger as JSON, in bytes. */
export const MOST_BYTES = 200_000;

/**
 * A profile as it is stored. Where names are so long that it would be larger than 200 KB, the least
 * usual of everything is left out, and counted.
 */
export function writeProfile(profile: Profile): ProfileDocument {
  for (let share = 1; ; share *= 0.8) {
    const document = write(profile, share);
    if (Buffer.byteLength(JSON.stringify(document)) <= MOST_BYTES) return document;
  }
}

/** @param share how much of each list is kept, 0..1 */
function write(profile: Profile, share: number): ProfileDocument {
  const { firstHour, lastHour, refused, skippedHours, facets, habits, volumes, reported } =
    profile.knowledge;
  return {
    id: PROFILE_ID,
    schemaVersion: PROFILE_SCHEMA_VERSION,
    kind: 'profile',
    accountId: profile.account,
    learnedThrough: profile.learnedThrough ?? -1,
    firstHour,
    lastHour,
    refused,
    skippedHours: [...skippedHours],
    taughtAlerts: [...profile.knowledge.taughtAlerts],
    reported: lastOf(reported.toStored(), share).map((report) => [...report]),
    facets: byFacet((facet) => writeFacet(facets[facet], lastHour, share)),
    // The last ones are those seen last.
    habits: lastOf([...habits.values()], share).map(writeHabit),
    volumes: volumes === null ? null : writeVolumes(volumes, share),
  };
}

function writeFacet(
  { things, arrivals }: FacetKnowledge,
  hour: number,
  share: number,
): StoredFacet {
  const all = things.mostUsual(hour);
  const kept = firstOf(all, share);
  return {
    displaced: things.displaced + all.length - kept.length,
    arrivals: arrivals.toStored(),
    things: kept.map(({ value, firstSeen, lastSeen, days, weight }) => {
      return [value, firstSeen, lastSeen, days, Math.round(weight * 100) / 100];
    }),
  };
}

function writeHabit(habit: Habit): StoredHabit {
  const { principal, weekdayHours, weekendHours, days, hoppingDays } = habit;
  const { lastHour, lastHop, lastCountries } = habit;
  return [
    principal,
    weekdayHours,
    weekendHours,
    days,
    hoppingDays,
    lastHour,
    lastHop,
    lastCountries,
  ];
}

function writeVolumes(volumes: Volumes, share: number): ProfileDocument['volumes'] {
  return {
    account: volumes.account.toStored(),
    actors: writeHeaviest(volumes.actors, share),
    containers: writeHeaviest(volumes.containers, share),
    peers: volumes.peers.toStored(),
  };
}

function writeHeaviest(heaviest: HeaviestSeries, share: number): StoredHeaviest {
  const all = heaviest.toStored();
  const series = firstOf(all, share);
  return { displaced: heaviest.displaced + all.length - series.length, series };
}

function firstOf<T>(list: readonly T[], share: number): T[] {
  return list.slice(0, Math.floor(list.length * share));
}

function lastOf<T>(list: readonly T[], share: number): T[] {
  return list.slice(list.length - Math.floor(list.length * share));
}
