import type { ActorHour, ContainerVolume, HourActivity } from '../../../lib/activity/hourActivity';
import type { AccountBaseline } from '../../../lib/baseline/baseline';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import type { Place, PlaceOf } from '../../../lib/baseline/profile/facets';
import { Profile } from '../../../lib/baseline/profile/profile';
import type { AccountId, Principal } from '../../../lib/telemetry/event';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A Monday, and no month's end. */
export const MONDAY = Date.UTC(2026, 0, 5);
// the only place where tests make an id of a text
export const ACCOUNT = 'shop' as AccountId;
export const KEY: Principal = { kind: 'key', id: 'primaryMasterKey' };
export const ANN: Principal = { kind: 'entra', id: '00000000-0000-4000-8000-00000000000a' };

/** The second octet of an address tells its country; private ones have none. */
export const placeOf: PlaceOf = (address) =>
  address.startsWith('10.') ? null : placeWithin(address.split('.')[1] ?? '');

const COUNTRIES = ['NL', 'DE', 'FR', 'US', 'BR', 'JP'];

function placeWithin(octet: string): Place | null {
  const country = COUNTRIES[Number(octet)];
  if (country === undefined) return null;
  return { country, asn: 64_500 + Number(octet), latitude: null, longitude: null };
}

/** An actor with one request that succeeded, unless told otherwise. */
export function actorHour(parts: Partial<ActorHour> = {}): ActorHour {
  return {
    principal: KEY,
    address: '20.0.0.1',
    application: 'cosmos-dotnet-sdk',
    api: 'nosql',
    isOther: false,
    requests: 1,
    denied: 0,
    throttled: 0,
    failed: 0,
    requestBytes: 0,
    responseBytes: 0,
    requestUnits: 0,
    operations: {
      read: 1,
      write: 0,
      delete: 0,
      metadata: 0,
      script: 0,
      other: 0,
      drop: 0,
      define: 0,
    },
    containers: [],
    distinctContainers: 0,
    distinctDocuments: 0,
    firstSeen: 0,
    lastSeen: 0,
    ...parts,
  };
}

export function hourOfActors(hour: number, actors: readonly ActorHour[]): HourActivity {
  return { account: ACCOUNT, hour, actors };
}

export function volumeOf(container: string, responseBytes: number): ContainerVolume {
  return { container, requests: 1, responseBytes };
}

/** Learns hours from MONDAY on; what `actorsAt` tells of an hour (0, 1...) is what happened. */
export function profileOf(
  hours: number,
  actorsAt: (hour: number) => readonly ActorHour[],
  start = MONDAY,
): Profile {
  const profile = new Profile(ACCOUNT);
  for (let hour = 0; hour < hours; hour += 1) {
    const time = start + hour * HOUR;
    profile.learn(hourOfActors(time, actorsAt(hour)), placeOf, time);
  }
  return profile;
}

/** The baseline right after the last hour that was learned. */
export function baselineAfter(profile: Profile): AccountBaseline {
  return baselineOf(profile, (profile.learnedThrough ?? 0) + HOUR, placeOf);
}
