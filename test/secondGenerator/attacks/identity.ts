import { alertTypes } from '../alertTypes';
import { addressIn, blockAround } from '../network';
import { attack, spread } from '../scenario';
import type { Scene } from '../scenario';
import { MINUTE } from '../time';
import type { Entry } from '../world/entry';
import type { Origin } from '../world/model';
import { homeAddress, personOrigin } from '../world/people';
import { software } from '../world/software';
import { request } from '../world/traffic';
import {
  disguised,
  foreignTool,
  marksOf,
  reachable,
  rentedAddress,
  residentialAddress,
} from './intruder';

const { app, geo, principal, auth, travel, exfiltration, enumeration } = alertTypes;

function using(scene: Scene, origin: Origin, count: number, minutes: number): Entry[] {
  const { account, random, start } = scene;
  return spread(random, start, minutes * MINUTE, count, (at) =>
    request(account, random, at, origin, random.weighted({ query: 4, read: 3, readFeed: 1 })),
  );
}

/** Software that the account has never seen, with the application's credential. */
export const unusualApplication = attack<{ inside: boolean; count: number; minutes: number }>(
  {
    name: 'foreign software',
    alertTypes: [app],
    plausible: [geo, travel, principal, auth, exfiltration],
    // The logs of Cassandra and Gremlin name no software.
    suits: (account, { inside }) =>
      (inside || reachable(account)) &&
      account.api !== 'cassandra' &&
      account.api !== 'gremlin' &&
      !account.traits.has('newcomers') &&
      !account.traits.has('dropsContainers'),
    play(scene, { inside, count, minutes }) {
      const { address } = scene.application(scene.start);
      const origin = disguised(scene, {
        userAgent: foreignTool(scene),
        connection: 'Gateway',
        address: inside ? address : residentialAddress(scene, scene.account.country),
      });
      return {
        entries: using(scene, origin, count, minutes),
        ...marksOf(origin),
        note: `${origin.userAgent} ${inside ? "on the application's own host" : 'in the home country'}`,
      };
    },
  },
  {
    easy: { inside: false, count: 90, minutes: 40 },
    medium: { inside: true, count: 20, minutes: 60 },
    hard: { inside: true, count: 3, minutes: 90 },
  },
);

/** A principal that has never been there. */
export const newPrincipal = attack<{ inside: boolean; count: number; minutes: number }>(
  {
    name: 'unknown identity',
    alertTypes: [principal],
    plausible: [geo, app, exfiltration, enumeration, travel],
    suits: (account, { inside }) =>
      (inside || reachable(account)) &&
      account.traits.has('entraOnly') &&
      account.traits.has('steadyIdentities'),
    play(scene, { inside, count, minutes }) {
      const { random, account } = scene;
      const { address } = scene.application(scene.start);
      const origin = disguised(scene, {
        credential: {
          kind: 'entra',
          principalId: random.guid(),
          roleAssignmentId: random.guid(),
        },
        address: inside
          ? addressIn(random, blockAround(address, 26))
          : residentialAddress(scene, account.country),
      });
      return {
        entries: using(scene, origin, count, minutes),
        ...marksOf(origin),
        note: `new principal, software of the application, ${inside ? 'in its subnet' : 'outside'}`,
      };
    },
  },
  {
    easy: { inside: false, count: 100, minutes: 60 },
    medium: { inside: true, count: 20, minutes: 60 },
    hard: { inside: true, count: 4, minutes: 120 },
  },
);

/** A person who left in the first days returns after two weeks and more. */
export const dormantPrincipal = attack<{ known: boolean; count: number; minutes: number }>(
  {
    name: 'dormant identity returns',
    alertTypes: [principal],
    plausible: [geo, app, exfiltration, travel],
    suits: ({ traits }) => traits.has('entraOnly') && traits.has('developers'),
    hours: [9, 16],
    onDay: (day) => day >= 20,
    play(scene, { known, count, minutes }) {
      const { account, start } = scene;
      const person = account.departed;
      const address = known
        ? homeAddress(person, start)
        : residentialAddress(scene, account.country);
      const origin: Origin = {
        ...personOrigin(account, person, address, known ? 'explorer' : 'sdk'),
        role: 'outsider',
      };
      return {
        entries: using(scene, origin, count, minutes),
        ...marksOf(origin),
        note: `${person.name} worked on days 0 to 2 only${known ? ', same home network' : ''}`,
      };
    },
  },
  {
    easy: { known: false, count: 60, minutes: 50 },
    medium: { known: false, count: 15, minutes: 60 },
    hard: { known: true, count: 5, minutes: 60 },
  },
);

/** A key where only identities work, or a kind of key that nobody uses. */
export const unusualCredential = attack<{
  where: 'entraOnly' | 'keys';
  count: number;
  minutes: number;
  inside: boolean;
}>(
  {
    name: 'unusual kind of credential',
    alertTypes: [auth],
    plausible: [app, geo, principal, exfiltration],
    suits: (account, { where, inside }) => {
      const { traits } = account;
      if (!inside && !reachable(account)) return false;
      return where === 'entraOnly'
        ? traits.has('entraOnly')
        : !traits.has('entraOnly') && !traits.has('manyCountries') && !traits.has('bulk');
    },
    play(scene, { where, count, minutes, inside }) {
      const { account, start } = scene;
      const { address } = scene.application(start);
      const origin = disguised(scene, {
        credential: {
          kind: 'key',
          key: where === 'entraOnly' ? 'PrimaryMasterKey' : 'SecondaryReadonlyMasterKey',
        },
        address: inside ? address : residentialAddress(scene, account.country),
      });
      const key = where === 'entraOnly' ? 'the primary key' : 'the secondary read-only key';
      return {
        entries: using(scene, origin, count, minutes),
        ...marksOf(origin),
        note: `${key}, never used before, ${inside ? 'on a known host' : 'at an unknown address'}`,
      };
    },
  },
  {
    easy: { where: 'entraOnly', count: 50, minutes: 30, inside: false },
    medium: { where: 'entraOnly', count: 12, minutes: 60, inside: true },
    hard: { where: 'keys', count: 4, minutes: 120, inside: false },
  },
);

/** Refused requests, one after another. */
export const credentialGuessing = attack<{ addresses: number; count: number; minutes: number }>(
  {
    name: 'credentials guessed',
    alertTypes: [alertTypes.guessing],
    plausible: [geo, app],
    suits: reachable,
    play(scene, { addresses, count, minutes }) {
      const { account, random, start } = scene;
      const first = rentedAddress(scene, random.pick(['DE', 'FR', 'RO', 'SG']));
      const block = blockAround(first, 29);
      const userAgent = account.api === 'nosql' ? software.pythonRequests : foreignTool(scene);
      const action = account.api === 'nosql' || account.api === 'table' ? 'read' : 'connect';
      const guess = (at: number): Entry => {
        const address = addresses > 1 ? addressIn(random, block) : first;
        const origin = disguised(scene, {
          address,
          userAgent,
          connection: 'Gateway',
          credential: { kind: 'key', key: 'PrimaryMasterKey' },
        });
        const status = account.api === 'nosql' && random.chance(0.2) ? 403 : 401;
        return request(account, random, at, origin, action, { status });
      };
      return {
        entries: spread(random, start, minutes * MINUTE, count, guess),
        ...(addresses > 1 ? {} : { address: first }),
        actor: userAgent,
        note: `${count} refusals from ${addresses > 1 ? block : first}`,
      };
    },
  },
  {
    easy: { addresses: 1, count: 500, minutes: 10 },
    medium: { addresses: 1, count: 60, minutes: 30 },
    hard: { addresses: 6, count: 25, minutes: 110 },
  },
);
