import { alertTypes } from '../alertTypes';
import { attack, spread } from '../scenario';
import { HOUR, MINUTE } from '../time';
import type { Action } from '../world/entry';
import type { Container } from '../world/model';
import { PAGE_BYTES } from '../world/jobs';
import { personOrigin } from '../world/people';
import { request } from '../world/traffic';
import { disguised, marksOf, reachable, residentialAddress } from './intruder';

const { exfiltration, enumeration, exhaustion, app, geo, principal, auth, travel } = alertTypes;

/** Everything is read through a compromised host of the application, at once or over six hours. */
export const extraction = attack<{ hours: number; factor: number; floor: number }>(
  {
    name: 'data carried off',
    alertTypes: [exfiltration],
    plausible: [enumeration, exhaustion, geo, app],
    // Against tiny answers even the floor would stand out: slow extraction hides in large ones.
    suits: ({ traits }, { hours }) =>
      !traits.has('bulk') &&
      !traits.has('manyCountries') &&
      (hours < 6 || traits.has('largeAnswers')),
    play(scene, { hours, factor, floor }) {
      const { account, random, start } = scene;
      const usual = scene.usualLoad();
      const ordinary = hours >= 6 ? usual.bytesInSixHours : usual.bytesInHour;
      const bytes = Math.max(floor, factor * ordinary);
      const count = Math.max(40, Math.ceil(bytes / (PAGE_BYTES * 0.6)));
      const origin = disguised(scene, {});
      const entries = spread(random, start, hours * HOUR, count, (at, index) =>
        request(account, random, at, origin, random.pick(['readFeed', 'query']), {
          container: account.usualContainers[index % account.usualContainers.length],
          responseBytes: Math.min(
            PAGE_BYTES,
            Math.round((bytes / count) * random.between(0.7, 1.3)),
          ),
        }),
      );
      return {
        entries,
        ...marksOf(origin),
        note: `${Math.round(bytes / 1e6)} MB in ${hours} h, ${factor} times the peak or the floor`,
      };
    },
  },
  {
    easy: { hours: 0.3, factor: 20, floor: 500e6 },
    medium: { hours: 1, factor: 6, floor: 120e6 },
    hard: { hours: 6, factor: 2.5, floor: 40e6 },
  },
);

/** The intruder looks what there is: databases, containers, scripts, one document of each. */
export const enumerationAttack = attack<{
  containers: number;
  minutes: number;
  deep: boolean;
  known: boolean;
}>(
  {
    name: 'containers explored',
    alertTypes: [enumeration],
    plausible: [app, geo, principal, auth, travel],
    suits: (account, { known, deep }) =>
      !account.traits.has('dropsContainers') &&
      (!known || account.traits.has('developers')) &&
      (!deep || reachable(account)) &&
      account.api !== 'table',
    play(scene, { containers, minutes, deep, known }) {
      const { account, random, start } = scene;
      const [person] = account.staff;
      const origin =
        known && person
          ? personOrigin(account, person, person.officeAddress, 'sdk')
          : disguised(scene, {
              address: deep
                ? residentialAddress(scene, account.country)
                : scene.application(start).address,
            });
      // From the far end: those the application never touches come first.
      const targets = [...account.containers].reverse().slice(0, containers);
      const steps: [Action, Container][] = targets.flatMap((container): [Action, Container][] => [
        ...(deep
          ? ([
              ['readContainer', container],
              ['listScripts', container],
              ['listUsers', container],
              ['readFeed', container],
              ['query', container],
            ] satisfies [Action, Container][])
          : []),
        ['read', container],
      ]);
      const [first] = targets;
      if (deep && first) steps.unshift(['listDatabases', first], ['listContainers', first]);
      const entries = spread(random, start, minutes * MINUTE, steps.length, (at, index) => {
        const [action, container] = steps[index] ?? ['read', random.pick(targets)];
        return request(account, random, at, origin, deep ? action : 'readFeed', { container });
      });
      return {
        entries,
        ...marksOf(origin),
        note: `${targets.length} containers, of which the application uses ${account.usualContainers.length}`,
      };
    },
  },
  {
    easy: { containers: 12, minutes: 6, deep: true, known: false },
    medium: { containers: 9, minutes: 15, deep: false, known: true },
    hard: { containers: 8, minutes: 180, deep: false, known: false },
  },
);

/** Costly queries that leave nothing for the others. */
export const resourceExhaustion = attack<{
  factor: number;
  minutes: number;
  count: number;
  throttled: number;
}>(
  {
    name: 'throughput burned',
    alertTypes: [exhaustion],
    plausible: [exfiltration, app, geo],
    suits: ({ traits }) => !traits.has('throttled') && !traits.has('bulk'),
    play(scene, { factor, minutes, count, throttled }) {
      const { account, random, start } = scene;
      const total = Math.max(20_000, factor * scene.usualLoad().chargeInHour);
      const origin = disguised(scene, {});
      const entries = spread(random, start, minutes * MINUTE, count, (at) => {
        const isThrottled = random.chance(throttled);
        return request(account, random, at, origin, 'query', {
          status: isThrottled ? 429 : 200,
          charge: isThrottled ? 0 : (total / count) * random.between(0.6, 1.4),
          responseBytes: 400,
          query: {
            text: expensiveQuery(account.api, random.pick(account.usualContainers)),
            rows: 1,
          },
        });
      });
      return {
        entries,
        ...marksOf(origin),
        note: `${Math.round(total)} RU in ${minutes} minutes, ${throttled * 100} % throttled`,
      };
    },
  },
  {
    easy: { factor: 30, minutes: 15, count: 500, throttled: 0.5 },
    medium: { factor: 10, minutes: 40, count: 200, throttled: 0.25 },
    hard: { factor: 4, minutes: 60, count: 60, throttled: 0.08 },
  },
);

function expensiveQuery(api: string, { name, database }: Container): string {
  switch (api) {
    case 'mongodb':
      return JSON.stringify({ find: name, filter: { email: { $regex: '.*a.*' } }, $db: database });
    case 'cassandra':
      return `SELECT COUNT(*) FROM ${database}.${name} WHERE status = 'x' ALLOW FILTERING`;
    case 'gremlin':
      return 'g.V().repeat(both()).times(6).count()';
    case 'table':
      return "$filter=status ne 'x'";
    default:
      return 'SELECT VALUE COUNT(1) FROM c JOIN a IN c.items JOIN b IN c.items WHERE CONTAINS(UPPER(c.email), "A")';
  }
}
