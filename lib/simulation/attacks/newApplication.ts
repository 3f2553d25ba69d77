import { MINUTE } from '../calendar';
import { residentialAddress } from '../world/countries';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, browse, clientFacts, neighbouringAddress, thief } from './intruder';

/** Software of another kind than the account's applications, e.g. a script on a stolen machine. */
const OTHER_SDKS = [
  'azsdk-rust-cosmos/0.24.0 rustc/1.79',
  'azsdk-python-cosmos/4.7.0 Python/3.12.4 (Linux-6.8.0-x86_64-with-glibc2.39)',
  'cosmos-netstandard-sdk/3.41.0|1|X64|Linux 6.8.0|.NET 8.0.4|N|F 00000010|worker',
] as const;

export const newApplication: IncidentKind = {
  name: 'new-application',
  duration: (difficulty) => byDifficulty(difficulty, 60, 40, 30) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('settledActors'),
  play(scene) {
    const { difficulty, random, account } = scene;
    const known = applicationOf(scene).userAgent.split('/', 1)[0] ?? '';
    const otherSdk = random.pick(OTHER_SDKS.filter((agent) => !agent.startsWith(known)));
    const address =
      difficulty === 'easy' && !account.traits.has('private')
        ? residentialAddress(random, account.homeCountry)
        : neighbouringAddress(scene);
    const agent = difficulty === 'hard' ? otherSdk : random.pick(THIEVES_TOOLS);
    const client = thief(scene, address, agent);
    browse(scene, client, byDifficulty(difficulty, 150, 40, 15));
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_AppAnomaly'],
      plausible: ['CosmosDB_EnumerationAnomaly', 'CosmosDB_GeoAnomaly'],
      note: 'Software that was never used on this account',
    };
  },
};
