import { alertTypes } from '../alertTypes';
import { neighbours, providers, addressIn } from '../network';
import { decoy, spread } from '../scenario';
import { HOUR, MINUTE } from '../time';
import type { Entry } from '../world/entry';
import { browsing, sitting } from '../world/handwork';
import { createPerson, homeAddress, personOrigin } from '../world/people';
import { request } from '../world/traffic';

const { geo, app, principal, travel, enumeration, fuzzing, injection, exfiltration } = alertTypes;

const officeTime = { hours: [9, 15] as const, onDay: (day: number) => day % 7 < 5 };

const newcomer = decoy({
  ...officeTime,
  name: 'new developer in the office',
  alertTypes: [principal, geo, app, exfiltration, travel],
  difficulty: 'hard',
  suits: ({ traits }) => traits.has('newcomers') && traits.has('entraOnly'),
  play(scene) {
    const { account, random, start } = scene;
    const [colleague] = account.staff;
    const office = colleague?.officeAddress ?? addressIn(random, providers[account.country][0]);
    const domain = colleague?.userPrincipalName.split('@')[1] ?? 'example.com';
    const person = createPerson(random.fork('new'), 'new.hire', domain, account.country, office);
    return {
      entries: sitting(account, person, start, random, office),
      address: office,
      principal: person.objectId,
      note: 'people have joined this account regularly; same office address',
    };
  },
});

const holidayVpn = decoy({
  ...officeTime,
  name: 'developer on holiday, another network of the same country',
  alertTypes: [geo, travel],
  suits: ({ traits }) => traits.has('developers'),
  play(scene) {
    const { account, random, start } = scene;
    const person = random.pick(account.staff);
    const address = addressIn(random, random.pick(providers[account.country]));
    return {
      entries: sitting(account, person, start, random, address),
      address,
      note: `${person.name} from an unknown network in ${account.country}`,
    };
  },
});

const journey = decoy({
  ...officeTime,
  name: 'developer travels, with time for the flight',
  alertTypes: [travel],
  plausible: [geo],
  difficulty: 'hard',
  suits: ({ traits, country }) =>
    traits.has('entraOnly') && traits.has('developers') && neighbours[country] !== undefined,
  hours: [6, 8],
  play(scene) {
    const { account, random, start } = scene;
    const person = random.pick(account.staff);
    const country = random.pick(neighbours[account.country] ?? [account.country]);
    const abroad = addressIn(random, random.pick(providers[country]));
    const home = personOrigin(account, person, homeAddress(person, start));
    const away = personOrigin(account, person, abroad);
    return {
      entries: [
        ...browsing(account, home, start, random, 6),
        ...browsing(account, away, start + 9 * HOUR, random, 10),
      ],
      address: abroad,
      principal: person.objectId,
      note: `at home in the morning, in ${country} nine hours later`,
    };
  },
});

const explorerTree = decoy({
  ...officeTime,
  name: 'developer opens the tree of Data Explorer',
  alertTypes: [enumeration],
  suits: ({ traits, api }) => traits.has('developers') && api === 'nosql',
  play(scene) {
    const { account, random, start } = scene;
    const person = random.pick(account.staff);
    const origin = personOrigin(account, person, person.officeAddress);
    const [first] = account.containers;
    const steps: Entry[] = account.containers.slice(0, 5).flatMap((container, index) =>
      (['readContainer', 'listScripts'] as const).map((action, step) =>
        request(account, random, start + (index * 20 + step * 2) * 1000, origin, action, {
          container,
        }),
      ),
    );
    return {
      entries: [
        request(account, random, start - 3000, origin, 'listDatabases'),
        request(
          account,
          random,
          start - 2000,
          origin,
          'listContainers',
          first && { container: first },
        ),
        ...steps,
      ],
      address: origin.address,
      actor: origin.userAgent,
      note: `${person.name} clicks through five containers`,
    };
  },
});

const typingErrors = decoy({
  ...officeTime,
  name: 'developer mistypes queries',
  alertTypes: [fuzzing, injection],
  suits: ({ traits, api, fullText }) => traits.has('developers') && api === 'nosql' && fullText,
  play(scene) {
    const { account, random, start } = scene;
    const person = random.pick(account.staff);
    const origin = personOrigin(account, person, person.officeAddress);
    const texts = [
      'SELECT * FROM c WHERE c.status = "open',
      'SELEC * FROM c',
      "SELECT * FROM c WHERE c.createdAt > '2026-01-01' ORDER c.createdAt",
      'SELECT c.id, COUNT(1) FROM c GROUP BY',
      "SELECT * FROM c WHERE c.email LIKE '%@example.com",
    ];
    return {
      entries: spread(random, start, 15 * MINUTE, texts.length, (at, index) =>
        request(account, random, at, origin, 'query', {
          status: 400,
          query: { text: texts[index] ?? '', rows: 0, failed: true },
        }),
      ),
      address: origin.address,
      actor: origin.userAgent,
      note: `${person.name} in Data Explorer: syntax errors, nothing hostile`,
    };
  },
});

export const people = [newcomer, holidayVpn, journey, explorerTree, typingErrors];
