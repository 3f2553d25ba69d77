import { MINUTE } from '../calendar';
import { ordinaryRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, clientFacts, neighbouringAddress, remoteThief } from './intruder';
import { thief, timesOf } from './intruder';

/** Documents are deleted one after the other. */
export const massDeletion: IncidentKind = {
  name: 'mass-deletion',
  duration: (difficulty) => byDifficulty(difficulty, 10, 25, 50) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) =>
    traits.has('settledActors') && !traits.has('destructive') && !traits.has('cleansUp'),
  play(scene) {
    const { difficulty, log, random, account } = scene;
    const isPrivate = account.traits.has('private');
    const near = thief(scene, neighbouringAddress(scene));
    const far = isPrivate ? near : remoteThief(scene);
    const client = byDifficulty(difficulty, far, near, applicationOf(scene));
    const container = random.pick(account.containers);
    const documents = byDifficulty(difficulty, 4_000, 1_200, 400);
    for (const time of timesOf(scene, documents)) {
      log.request(ordinaryRequest(random, time, 'deleteDocument', client, container));
    }
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_MassDeletion'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_ResourceExhaustion'],
      note: `${documents} documents deleted`,
    };
  },
};
