import { DAY, HOUR, localHour, MINUTE } from '../calendar';
import { ordinaryRequest } from '../traffic/requests';
import { residentialAddress } from '../world/countries';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { applicationOf, browse, clientFacts } from './intruder';
import type { Client } from '../traffic/request';

/** An identity of somebody who left: used at first, then not at all, then from elsewhere. */
export const dormantPrincipal: IncidentKind = {
  name: 'dormant-principal',
  duration: (difficulty) => byDifficulty(difficulty, 60, 40, 30) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('entraOnly') && traits.has('settledActors'),
  history(hour, scene, begin) {
    // Active in the first sixth of the time before the attack.
    if (hour - begin > (scene.start - begin) / 6) return;
    const clock = localHour(hour, scene.account.offset);
    if (clock < 9 || clock >= 17) return;
    const { log, account } = scene;
    const random = scene.random.fork(`history ${hour}`);
    const client = leaver(scene);
    const requests = random.integer(2, 8);
    for (let i = 0; i < requests; i += 1) {
      const time = hour + random.next() * HOUR;
      const container = random.pick(account.containers);
      log.request(ordinaryRequest(random, time, 'queryDocuments', client, container));
    }
  },
  play(scene) {
    const { difficulty, random, account } = scene;
    const usual = leaver(scene);
    const elsewhere = account.traits.has('private')
      ? usual.address
      : residentialAddress(random, account.homeCountry);
    const client = { ...usual, address: difficulty === 'hard' ? usual.address : elsewhere };
    browse(scene, client, byDifficulty(difficulty, 120, 40, 10));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_PrincipalAnomaly'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: 'An identity that was used in the first days only, and never since',
    };
  },
};

/** The identity as it was when it was used. */
function leaver(scene: Scene): Client {
  const random = scene.random.fork('leaver');
  const application = applicationOf({ ...scene, random, start: scene.start - (scene.start % DAY) });
  return {
    ...application,
    mode: 'Gateway',
    credential: { kind: 'entra', principal: random.guid(), roleAssignment: random.guid() },
  };
}
