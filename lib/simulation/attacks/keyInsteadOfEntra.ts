import { MINUTE } from '../calendar';
import { residentialAddress } from '../world/countries';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, browse, clientFacts, neighbouringAddress } from './intruder';

/** An account key, on an account where every request is made with an Entra identity. */
export const keyInsteadOfEntra: IncidentKind = {
  name: 'key-instead-of-entra',
  duration: (difficulty) => byDifficulty(difficulty, 60, 40, 20) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('entraOnly'),
  play(scene) {
    const { difficulty, random, account } = scene;
    const own = applicationOf(scene);
    const isPrivate = account.traits.has('private');
    const far = isPrivate ? own.address : residentialAddress(random, account.homeCountry);
    const client = {
      ...own,
      mode: 'Gateway' as const,
      address: byDifficulty(difficulty, far, neighbouringAddress(scene), own.address),
      credential: {
        kind: 'key',
        key: difficulty === 'hard' ? 'PrimaryReadonlyMasterKey' : 'PrimaryMasterKey',
      } as const,
    };
    browse(scene, client, byDifficulty(difficulty, 120, 40, 6));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_AuthAnomaly'],
      plausible: ['CosmosDB_AppAnomaly', 'CosmosDB_PrincipalAnomaly', 'CosmosDB_GeoAnomaly'],
      note: 'A key where only Entra identities were seen',
    };
  },
};
