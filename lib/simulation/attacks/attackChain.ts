import { HOUR, MINUTE } from '../calendar';
import { listKeys } from '../traffic/portal';
import { REMOTE_COUNTRIES, residentialAddress } from '../world/countries';
import { THIEVES_TOOLS } from '../world/software';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { browse, clientFacts, extract, thief } from './intruder';
import { strangers } from './strangers';

/** Keys are listed, used from a new place a while later, and data is taken. */
export const attackChain: IncidentKind = {
  name: 'attack-chain',
  duration: (difficulty) => byDifficulty(difficulty, 1, 4, 10) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) =>
    traits.has('settledPlaces') && !traits.has('entraOnly') && !traits.has('private'),
  play(scene) {
    const { log, account, random, start, end, difficulty } = scene;
    const operator = strangers(scene);
    listKeys(log, start, operator, operator.addressAt(start, random), random);
    const home = residentialAddress(random, random.pick(REMOTE_COUNTRIES));
    const agent = difficulty === 'easy' ? random.pick(THIEVES_TOOLS) : undefined;
    const client = thief(scene, home, agent);
    const access = end - 45 * MINUTE;
    browse({ ...scene, start: access, end: access + 15 * MINUTE }, client, 20);
    const usual = log.volumes.usualAt(access);
    const megabytes = byDifficulty(difficulty, 400, 120, 40);
    const bytes = Math.max(megabytes * 1_000_000, usual * 10);
    const container = random.pick(account.containers);
    extract({ ...scene, start: access + 15 * MINUTE }, client, container, bytes);
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_AttackChain'],
      plausible: [
        'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
        'CosmosDB_GeoAnomaly',
        'CosmosDB_AppAnomaly',
        'CosmosDB_DataExfiltrationAnomaly',
        'CosmosDB_EnumerationAnomaly',
      ],
      note:
        `Keys listed by ${operator.name}, used from a new country, ` +
        `then ${Math.round(bytes / 1_000_000)} MB taken`,
    };
  },
};
