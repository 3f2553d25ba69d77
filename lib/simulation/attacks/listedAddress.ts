import { MINUTE } from '../calendar';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { browse, clientFacts, thief } from './intruder';

/** The application's credential is used from an address that a threat feed lists. */
export const listedAddress: IncidentKind = {
  name: 'listed-address',
  duration: (difficulty) => byDifficulty(difficulty, 45, 30, 10) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => !traits.has('private'),
  play(scene) {
    const { difficulty, random, listed } = scene;
    const inListedNetwork = `${random.pick(listed.networks)}.${random.integer(1, 254)}`;
    const address = difficulty === 'hard' ? inListedNetwork : random.pick(listed.malicious);
    const tool = difficulty === 'easy' ? random.pick(THIEVES_TOOLS) : undefined;
    const client = thief(scene, address, tool);
    browse(scene, client, byDifficulty(difficulty, 150, 25, 4));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_SuspiciousIp'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: 'Successful requests from a listed address or network',
    };
  },
};
