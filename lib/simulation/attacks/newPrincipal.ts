import { MINUTE } from '../calendar';
import { residentialAddress } from '../world/countries';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, browse, clientFacts, neighbouringAddress, thief } from './intruder';

/** An Entra identity that never used the account, as after a role was given to it in silence. */
export const newPrincipal: IncidentKind = {
  name: 'new-principal',
  duration: (difficulty) => byDifficulty(difficulty, 60, 40, 20) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('entraOnly') && traits.has('settledActors'),
  play(scene) {
    const { difficulty, random, account } = scene;
    const own = applicationOf(scene);
    const isPrivate = account.traits.has('private');
    const far = isPrivate ? own.address : residentialAddress(random, account.homeCountry);
    const address = byDifficulty(difficulty, far, neighbouringAddress(scene), own.address);
    const tool = difficulty === 'easy' ? random.pick(THIEVES_TOOLS) : undefined;
    const client = {
      ...thief(scene, address, tool),
      credential: {
        kind: 'entra',
        principal: random.guid(),
        roleAssignment: random.guid(),
      } as const,
    };
    browse(scene, client, byDifficulty(difficulty, 150, 30, 8));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_PrincipalAnomaly'],
      plausible: ['CosmosDB_AppAnomaly', 'CosmosDB_GeoAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: 'An identity that never used the account before',
    };
  },
};
