import { MINUTE } from '../calendar';
import { ordinaryRequest, refused } from '../traffic/requests';
import { COUNTRIES, residentialAddress } from '../world/countries';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { clientFacts, thief, timesOf } from './intruder';

/** One address tries keys; all are refused. */
export const credentialGuessing: IncidentKind = {
  name: 'credential-guessing',
  duration: (difficulty) => byDifficulty(difficulty, 15, 20, 50) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'any'),
  fits: ({ traits }) => !traits.has('private') && !traits.has('destructive'),
  play(scene) {
    return guess(scene, byDifficulty(scene.difficulty, 2_000, 400, 100), 1);
  },
};

/** Many addresses try a few keys each. */
export const distributedGuessing: IncidentKind = {
  name: 'distributed-guessing',
  duration: (difficulty) => byDifficulty(difficulty, 30, 40, 55) * MINUTE,
  partOfDay: () => 'any',
  fits: ({ traits }) => !traits.has('private') && !traits.has('destructive'),
  play(scene) {
    const addresses = byDifficulty(scene.difficulty, 250, 80, 30);
    return guess(scene, addresses * byDifficulty(scene.difficulty, 10, 6, 4), addresses);
  },
};

function guess(scene: Scene, requests: number, addresses: number) {
  const { log, account, random } = scene;
  const places = Array.from({ length: addresses }, () =>
    residentialAddress(random, random.pick(COUNTRIES).code),
  );
  const agent = random.pick(THIEVES_TOOLS);
  for (const time of timesOf(scene, requests)) {
    const client = thief(scene, random.pick(places), agent);
    const container = random.pick(account.containers);
    const request = ordinaryRequest(random, time, 'readDocument', client, container);
    log.request(refused(request, random.chance(0.9) ? 401 : 403));
  }
  return {
    ...(addresses === 1 ? clientFacts(thief(scene, places[0] ?? '', agent)) : { actor: agent }),
    alertTypes: ['CosmosDB_CredentialGuessing'],
    plausible: ['CosmosDB_AppAnomaly', 'CosmosDB_GeoAnomaly'],
    note: `${requests} refused requests from ${addresses} addresses`,
  };
}
