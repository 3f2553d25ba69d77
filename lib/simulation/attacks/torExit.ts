import { MINUTE } from '../calendar';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { browse, clientFacts, thief } from './intruder';

/** The application's credential is used from an exit node of Tor. */
export const torExit: IncidentKind = {
  name: 'tor-exit',
  duration: (difficulty) => byDifficulty(difficulty, 40, 30, 10) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => !traits.has('private'),
  play(scene) {
    const { difficulty, random, listed } = scene;
    const tool = difficulty === 'easy' ? random.pick(THIEVES_TOOLS) : undefined;
    const client = thief(scene, random.pick(listed.tor), tool);
    browse(scene, client, byDifficulty(difficulty, 120, 20, 3));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_TorAnomaly'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: 'Successful requests from a Tor exit node',
    };
  },
};
