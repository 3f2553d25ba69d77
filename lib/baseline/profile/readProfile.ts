import { SketchError } from '../../activity/sketches/sketchError';
import type { AccountId } from '../../telemetry/event';
import { ArrivalRate } from './arrivalRate';
import { SeriesError } from './codes';
import { FACET_LIMITS } from './facets';
import { FamiliarThings } from './familiarThings';
import { Habits, type Habit } from './habits';
import { HeaviestSeries } from './heaviestSeries';
import { ACCOUNT_LAYOUT, ACTOR_LAYOUT, CONTAINER_LAYOUT } from './layout';
import { PeerFigures } from './peerFigures';
import { byFacet, type FacetKnowledge } from './knowledge';
import { Profile } from './profile';
import { ProfileError } from './profileError';
import {
  PROFILE_SCHEMA_VERSION,
  profileSchema,
  type ProfileDocument,
  type StoredFacet,
  type StoredHabit,
} from './profileSchema';
import { ReportedThings } from './reportedThings';
import { MOST_ACTORS, MOST_CONTAINERS, Volumes } from './volumes';
import { VolumeSeries } from './volumeSeries';

/**
 * Reads a stored profile.
 * @throws ProfileError where it is damaged, another account's or of another version
 */
export function readProfile(account: AccountId, stored: unknown): Profile {
  const document = parse(account, stored);
  if (document.accountId !== account) {
    throw new ProfileError(account, `it is that of '${document.accountId}'`);
  }
  try {
    return profileIn(account, document, false);
  } catch (error) {
    if (!(error instanceof SeriesError || error instanceof SketchError)) throw error;
    throw new ProfileError(account, 'its volumes are damaged', error);
  }
}

/**
 * The profile that a document holds.
 * @param isTrusted true for what was checked before: of a profile most is never looked at
 */
export function profileIn(
  account: AccountId,
  document: ProfileDocument,
  isTrusted: boolean,
): Profile {
  const { firstHour, lastHour, refused } = document;
  return new Profile(account, {
    firstHour,
    lastHour,
    refused,
    skippedHours: new Set(document.skippedHours),
    taughtAlerts: new Set(document.taughtAlerts),
    reported: ReportedThings.from(document.reported),
    facets: byFacet((facet) => readFacet(FACET_LIMITS[facet], document.facets[facet])),
    habits: Habits.from(document.habits.map(readHabit)),
    volumes: readVolumes(document.volumes, isTrusted),
  });
}

function parse(account: AccountId, stored: unknown): ProfileDocument {
  const parsed = profileSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const version = versionOf(stored);
  if (typeof version === 'number' && version !== PROFILE_SCHEMA_VERSION) {
    const problem = `it is of version ${version}, and only ${PROFILE_SCHEMA_VERSION} is read`;
    throw new ProfileError(account, problem, parsed.error);
  }
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : ` at '${issue.path.join('.')}'`;
  throw new ProfileError(account, `it is damaged${where}`, parsed.error);
}

function versionOf(stored: unknown): unknown {
  return typeof stored === 'object' && stored !== null && 'schemaVersion' in stored
    ? stored.schemaVersion
    : undefined;
}

function readFacet(limit: number, stored: StoredFacet | undefined): FacetKnowledge {
  if (stored === undefined) {
    return { things: new FamiliarThings(limit), arrivals: new ArrivalRate() };
  }
  const things = stored.things.map(([value, firstSeen, lastSeen, days, weight]) => {
    return { value, firstSeen, lastSeen, days, weight };
  });
  return {
    things: FamiliarThings.from(limit, things, stored.displaced),
    arrivals: new ArrivalRate(stored.arrivals),
  };
}

function readHabit(stored: StoredHabit): Habit {
  const [principal, weekdayHours, weekendHours, days, hoppingDays, ...last] = stored;
  const [lastHour, lastHop, lastCountries] = last;
  return {
    principal,
    weekdayHours,
    weekendHours,
    days,
    hoppingDays,
    lastHour,
    lastHop,
    lastCountries,
  };
}

function readVolumes(stored: ProfileDocument['volumes'], isTrusted: boolean): Volumes | null {
  if (stored === null) return null;
  const { account, actors, containers, peers } = stored;
  return new Volumes(
    VolumeSeries.from(ACCOUNT_LAYOUT, account, isTrusted),
    HeaviestSeries.from(ACTOR_LAYOUT, MOST_ACTORS, actors, isTrusted),
    HeaviestSeries.from(CONTAINER_LAYOUT, MOST_CONTAINERS, containers, isTrusted),
    PeerFigures.from(peers, isTrusted),
  );
}
