import { alertTypes } from '../alertTypes';
import { attack, spread } from '../scenario';
import { MINUTE } from '../time';
import { personOrigin } from '../world/people';
import { request } from '../world/traffic';
import { disguised, foreignTool, marksOf, reachable, residentialAddress } from './intruder';

const { deletion, exhaustion, enumeration, script, app, geo, principal, auth } = alertTypes;

/** Documents deleted in numbers, through the application's own credential. */
export const documentDeletion = attack<{ count: number; minutes: number; inside: boolean }>(
  {
    name: 'documents deleted',
    alertTypes: [deletion],
    plausible: [app, geo, exhaustion, principal],
    suits: (account, { inside }) =>
      (inside || reachable(account)) &&
      !account.traits.has('cleansUp') &&
      !account.traits.has('dropsContainers'),
    play(scene, { count, minutes, inside }) {
      const { account, random, start } = scene;
      const origin = inside
        ? disguised(scene, {})
        : disguised(scene, {
            address: residentialAddress(scene, account.country),
            userAgent: foreignTool(scene),
          });
      const container = random.pick(account.usualContainers);
      return {
        entries: spread(random, start, minutes * MINUTE, count, (at) =>
          request(account, random, at, origin, 'delete', { container }),
        ),
        ...marksOf(origin),
        note: `${count} documents of ${container.name} in ${minutes} minutes`,
      };
    },
  },
  {
    easy: { count: 700, minutes: 6, inside: false },
    medium: { count: 130, minutes: 20, inside: true },
    hard: { count: 40, minutes: 50, inside: true },
  },
);

/** A container in use is dropped; hardest where pipelines drop test containers all day. */
export const containerDropped = attack<{ where: 'stranger' | 'inside' | 'amongTests' }>(
  {
    name: 'container dropped',
    alertTypes: [deletion],
    plausible: [app, geo, principal, enumeration],
    suits: (account, { where }) =>
      (where !== 'stranger' || reachable(account)) &&
      (where === 'amongTests') === account.traits.has('dropsContainers'),
    hours: [1, 16],
    play(scene, { where }) {
      const { account, random, start } = scene;
      const origin =
        where === 'stranger'
          ? disguised(scene, {
              address: residentialAddress(scene, account.country),
              userAgent: foreignTool(scene),
            })
          : disguised(scene, {});
      const targets = account.usualContainers.slice(0, where === 'stranger' ? 3 : 1);
      return {
        entries: spread(random, start, 4 * MINUTE, targets.length, (at, index) =>
          request(account, random, at, origin, 'dropContainer', {
            container: targets[index] ?? random.pick(targets),
          }),
        ),
        ...marksOf(origin),
        note: `dropped: ${targets.map(({ name }) => name).join(', ')}`,
      };
    },
  },
  {
    easy: { where: 'stranger' },
    medium: { where: 'inside' },
    hard: { where: 'amongTests' },
  },
);

/** Code placed inside the database. */
export const serverScript = attack<{ by: 'stranger' | 'person' | 'application'; scripts: number }>(
  {
    name: 'server script planted',
    alertTypes: [script],
    plausible: [app, geo, principal, auth],
    suits: (account, { by }) =>
      account.api === 'nosql' &&
      !account.traits.has('dropsContainers') &&
      (by !== 'person' || account.traits.has('developers')) &&
      (by === 'application' || reachable(account)),
    play(scene, { by, scripts }) {
      const { account, random, start } = scene;
      const [person] = account.staff;
      const origin =
        by === 'person' && person
          ? personOrigin(account, person, person.officeAddress)
          : by === 'stranger'
            ? disguised(scene, {
                address: residentialAddress(scene, account.country),
                userAgent: foreignTool(scene),
              })
            : disguised(scene, {});
      const kinds = ['writeTrigger', 'writeProcedure', 'writeFunction'] as const;
      return {
        entries: spread(random, start, 5 * MINUTE, scripts, (at, index) =>
          request(account, random, at, origin, kinds[index % 3] ?? 'writeProcedure', {
            item: `sp_${random.hex(6)}`,
          }),
        ),
        ...marksOf(origin),
        note: `${scripts} scripts written by ${by === 'person' ? (person?.name ?? by) : by}`,
      };
    },
  },
  {
    easy: { by: 'stranger', scripts: 3 },
    medium: { by: 'person', scripts: 2 },
    hard: { by: 'application', scripts: 1 },
  },
);
