import { HOUR, MINUTE } from '../calendar';
import { changeFirewall, firewallOf, operation } from '../traffic/management';
import { ordinaryRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { browse, CHAIN_ALERTS, clientFacts, remoteThief, timesOf } from './intruder';
import { strangers } from './strangers';

/** The firewall lets in one address, which is no alarm; it comes with a key and deletes documents. */
export const firewallChain: IncidentKind = {
  name: 'attack-chain-firewall',
  duration: (difficulty) => byDifficulty(difficulty, 1, 5, 20) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) =>
    traits.has('settledActors') &&
    traits.has('settledPlaces') &&
    !traits.has('private') &&
    !traits.has('destructive') &&
    !traits.has('cleansUp'),
  play(scene) {
    const { log, account, random, start, end, difficulty } = scene;
    const operator = strangers(scene);
    const client = remoteThief(scene);
    const filter = `${firewallOf(account)},${client.address}`;
    changeFirewall(log, operation(start, operator, random), filter);
    const access = end - 40 * MINUTE;
    browse({ ...scene, start: access, end: access + 10 * MINUTE }, client, 12);
    const container = random.pick(account.containers);
    const documents = byDifficulty(difficulty, 4_000, 1_500, 900);
    for (const time of timesOf({ ...scene, start: access + 10 * MINUTE }, documents)) {
      log.request(ordinaryRequest(random, time, 'deleteDocument', client, container));
    }
    return {
      ...clientFacts(client),
      ...CHAIN_ALERTS,
      completeFrom: access + 10 * MINUTE,
      note: `Firewall lets in ${client.address}, which deletes ${documents} documents`,
    };
  },
};
