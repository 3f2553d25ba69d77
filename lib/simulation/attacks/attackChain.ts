import { HOUR } from '../calendar';
import { listKeys } from '../traffic/portal';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { CHAIN_ALERTS, clientFacts, distantThief, lookAndTake } from './intruder';
import { strangers } from './strangers';

/** Keys are listed, used from a new place a while later, and data is taken. */
export const attackChain: IncidentKind = {
  name: 'attack-chain',
  duration: (difficulty) => byDifficulty(difficulty, 1, 4, 10) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) =>
    traits.has('settledPlaces') && !traits.has('entraOnly') && !traits.has('private'),
  play(scene) {
    const { log, random, start } = scene;
    const operator = strangers(scene);
    listKeys(log, start, operator, operator.addressAt(start, random), random);
    const client = distantThief(scene);
    const { completeFrom, megabytes } = lookAndTake(scene, client);
    return {
      ...clientFacts(client),
      ...CHAIN_ALERTS,
      completeFrom,
      note: `Keys listed by ${operator.name}, used from a new country, then ${megabytes} MB taken`,
    };
  },
};
