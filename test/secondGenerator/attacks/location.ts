import { alertTypes } from '../alertTypes';
import {
  badReputation,
  addressIn,
  blockAround,
  farCountries,
  neighbours,
  torExits,
} from '../network';
import type { Country } from '../network';
import { attack, spread } from '../scenario';
import type { Scene } from '../scenario';
import { HOUR, MINUTE } from '../time';
import type { Entry } from '../world/entry';
import type { Account, Origin } from '../world/model';
import { personOrigin } from '../world/people';
import { request } from '../world/traffic';
import { disguised, marksOf, reachable, residentialAddress } from './intruder';

const { geo, travel, tor, suspiciousIp, app, principal, auth, exfiltration } = alertTypes;

const knowsItsPlaces = (account: Account): boolean =>
  reachable(account) && !account.traits.has('manyCountries');

/** Queries and reads of a moderate size, as the application would do them. */
function looking(scene: Scene, origin: Origin, count: number, minutes: number): Entry[] {
  const { account, random, start } = scene;
  return spread(random, start, minutes * MINUTE, count, (at) =>
    request(account, random, at, origin, random.weighted({ query: 3, read: 2 })),
  );
}

/** The application's own credential and software, from a country where nothing of it has ever been. */
export const unusualLocation = attack<{ near: boolean; count: number; minutes: number }>(
  {
    name: 'stolen credential used abroad',
    alertTypes: [geo],
    plausible: [travel, app, principal, auth, exfiltration],
    suits: (account, { near }) =>
      knowsItsPlaces(account) && (!near || neighbours[account.country] !== undefined),
    play(scene, { near, count, minutes }) {
      const close = neighbours[scene.account.country] ?? farCountries;
      const country = scene.random.pick(near ? close : farCountries);
      const origin = disguised(scene, { address: residentialAddress(scene, country) });
      return {
        entries: looking(scene, origin, count, minutes),
        ...marksOf(origin),
        note: `${count} requests from ${country} with the application's credential and software`,
      };
    },
  },
  {
    easy: { near: false, count: 80, minutes: 45 },
    medium: { near: false, count: 18, minutes: 90 },
    hard: { near: true, count: 5, minutes: 150 },
  },
);

/** Two hours or more by air. */
const twoHoursAway: Partial<Record<Country, Country>> = {
  DE: 'PT',
  SE: 'GR',
  ES: 'PL',
  IN: 'SG',
  US: 'AR',
};

/** One person at work at home or in the office, and minutes later far away. */
export const impossibleTravel = attack<{ near: boolean; gap: number; count: number }>(
  {
    name: 'one identity in two places',
    alertTypes: [travel],
    plausible: [geo, app, principal],
    suits: (account, { near }) =>
      account.traits.has('entraOnly') &&
      account.traits.has('developers') &&
      (!near || twoHoursAway[account.country] !== undefined),
    hours: [8, 14],
    play(scene, { near, gap, count }) {
      const { account, random, start } = scene;
      const person = random.pick(account.staff.slice(0, 3));
      const place = (near && twoHoursAway[account.country]) || random.pick(farCountries);
      const known = personOrigin(account, person, person.officeAddress);
      const far = { ...known, address: residentialAddress(scene, place) };
      const later: Scene = { ...scene, start: start + gap };
      return {
        entries: [...looking(scene, known, 6, 12), ...looking(later, far, count, 20)],
        ...marksOf(far),
        note: `${person.name} in the office, then in ${place} after ${gap / MINUTE} minutes`,
      };
    },
  },
  {
    easy: { near: false, gap: 20 * MINUTE, count: 25 },
    medium: { near: false, gap: 2 * HOUR, count: 10 },
    hard: { near: true, gap: 50 * MINUTE, count: 4 },
  },
);

interface Listed {
  count: number;
  minutes: number;
}

function fromListedAddress(
  kind: 'tor' | 'malicious',
  ranges: readonly string[],
): ReturnType<typeof attack<Listed>> {
  return attack<Listed>(
    {
      name: kind === 'tor' ? 'access through Tor' : 'access from a listed address',
      alertTypes: [kind === 'tor' ? tor : suspiciousIp],
      plausible: [geo, app, travel, principal, auth, exfiltration],
      suits: reachable,
      play(scene, { count, minutes }) {
        const origin = disguised(scene, {
          address: addressIn(scene.random, scene.random.pick(ranges)),
          connection: 'Gateway',
        });
        return {
          entries: looking(scene, origin, count, minutes),
          ...marksOf(origin),
          listed: {
            range: kind === 'tor' ? origin.address : blockAround(origin.address, 28),
            kind,
          },
          note: `${count} successful requests from ${origin.address}`,
        };
      },
    },
    {
      easy: { count: 60, minutes: 30 },
      medium: { count: 8, minutes: 30 },
      hard: { count: 1, minutes: 1 },
    },
  );
}

export const torAccess = fromListedAddress('tor', torExits);
export const listedAccess = fromListedAddress('malicious', badReputation);
