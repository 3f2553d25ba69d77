import { MINUTE } from '../calendar';
import { REMOTE_COUNTRIES, residentialAddress } from '../world/countries';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { browse, clientFacts, thief } from './intruder';

/** Countries in which no account and no machine of this world is. */
const UNOBTRUSIVE = ['IT', 'ES', 'PT', 'GR', 'NO', 'FI', 'HU'] as const;

/** The application's credential and software, from a country that the account never saw. */
export const newCountry: IncidentKind = {
  name: 'new-country',
  duration: (difficulty) => byDifficulty(difficulty, 60, 45, 25) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('settledPlaces') && !traits.has('private'),
  play(scene) {
    const { difficulty, random } = scene;
    const countries = difficulty === 'hard' ? UNOBTRUSIVE : REMOTE_COUNTRIES;
    const country = random.pick(countries);
    const client = thief(scene, residentialAddress(random, country));
    browse(scene, client, byDifficulty(difficulty, 200, 50, 12));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_GeoAnomaly'],
      plausible: ['CosmosDB_EnumerationAnomaly', 'CosmosDB_ImpossibleTravel'],
      note: `First requests ever from ${country}`,
    };
  },
};
