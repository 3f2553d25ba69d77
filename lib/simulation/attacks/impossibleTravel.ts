import { HOUR, MINUTE } from '../calendar';
import { ordinaryRequest } from '../traffic/requests';
import { residentialAddress } from '../world/countries';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { applicationOf, clientFacts } from './intruder';
import { resourceToken } from '../traffic/clients';
import type { Client, Credential } from '../traffic/request';

const FAR_AWAY = ['VN', 'ID', 'BR', 'ZA', 'CL'] as const;

/** A person at home, and minutes or hours later on another continent. */
export const impossibleTravel: IncidentKind = {
  name: 'impossible-travel',
  duration: () => 3 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('people'),
  play(scene) {
    return travel(scene, applicationOf(scene).credential, ['CosmosDB_PrincipalAnomaly']);
  },
};

/** The resource token of one telephone, in two countries at a time. */
export const tokenTravel: IncidentKind = {
  name: 'token-travel',
  duration: () => 3 * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'evening', 'evening', 'work'),
  fits: ({ traits }) => traits.has('tokens'),
  play(scene) {
    const token = resourceToken(scene.random.integer(1, 4_000));
    return {
      ...travel(scene, token, []),
      ...(token.kind === 'token' ? { principal: token.permission } : {}),
    };
  },
};

function travel(scene: Scene, credential: Credential, plausible: readonly string[]) {
  const { account, difficulty, random, start, end } = scene;
  const software = applicationOf(scene);
  const client = (address: string): Client => ({
    ...software,
    address,
    credential,
    mode: 'Gateway',
  });
  const home = client(residentialAddress(random, account.homeCountry));
  const away = client(residentialAddress(random, random.pick(FAR_AWAY)));
  const gap = byDifficulty(difficulty, 10, 45, 110) * MINUTE;
  send(scene, home, start, start + 20 * MINUTE, 8);
  const arrival = start + 20 * MINUTE + gap;
  send(
    scene,
    away,
    arrival,
    Math.min(end, arrival + 40 * MINUTE),
    byDifficulty(difficulty, 40, 15, 5),
  );
  return {
    ...clientFacts(away),
    alertTypes: ['CosmosDB_ImpossibleTravel'],
    plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', ...plausible],
    completeFrom: arrival,
    note: `One principal on two continents within ${Math.round(gap / MINUTE)} minutes`,
  };
}

function send(scene: Scene, client: Client, from: number, to: number, count: number): void {
  const { log, account, random } = scene;
  for (let i = 0; i < count; i += 1) {
    const time = random.between(from, to);
    const container = random.pick(account.containers);
    log.request(ordinaryRequest(random, time, 'queryDocuments', client, container));
  }
}
