import { HOUR, MINUTE } from '../calendar';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import {
  applicationOf,
  clientFacts,
  extract,
  neighbouringAddress,
  remoteThief,
  thief,
} from './intruder';
import type { Client } from '../traffic/request';

const MEGABYTE = 1_000_000;

/** Data is taken within minutes, as fast as the line carries it. */
export const fastExtraction: IncidentKind = {
  name: 'extraction-fast',
  duration: (difficulty) => byDifficulty(difficulty, 12, 25, 50) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('settledActors'),
  play(scene) {
    const { difficulty, log, start, random, account } = scene;
    const client = extractor(scene);
    const usual = log.volumes.usualAt(start);
    const times = byDifficulty(difficulty, 100, 40, 15);
    const least = byDifficulty(difficulty, 300, 100, 30) * MEGABYTE;
    const bytes = Math.min(2_000 * MEGABYTE, Math.max(least, usual * times));
    extract(scene, client, random.pick(account.containers), bytes);
    return facts(client, bytes, usual, 'within minutes');
  },
};

/** Five to ten times the usual volume for six hours, so that no hour stands out alone. */
export const slowExtraction: IncidentKind = {
  name: 'extraction-slow',
  duration: () => 6 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && traits.has('busyByDay'),
  play(scene) {
    const { difficulty, log, start, end, random, account } = scene;
    const client = extractor(scene);
    const container = random.pick(account.containers);
    const times = byDifficulty(difficulty, 10, 7, 5);
    let bytes = 0;
    let usual = 0;
    for (let hour = start; hour < end; hour += HOUR) {
      const expected = log.volumes.usualAt(hour);
      // The application itself goes on: it and the thief make up the multiple together.
      const stolen = Math.max(4 * MEGABYTE, expected * (times - 1));
      extract(
        { ...scene, start: hour, end: Math.min(end, hour + HOUR) },
        client,
        container,
        stolen,
      );
      bytes += stolen;
      usual += expected;
    }
    return facts(client, bytes, usual, 'over six hours');
  },
};

/** A stranger, a stolen credential on the application's network, or the application itself. */
function extractor(scene: Scene): Client {
  const isPrivate = scene.account.traits.has('private');
  if (scene.difficulty === 'easy' && !isPrivate) return remoteThief(scene);
  if (scene.difficulty === 'hard') return applicationOf(scene);
  return thief(scene, neighbouringAddress(scene));
}

function facts(client: Client, bytes: number, usual: number, how: string) {
  const inMegabytes = (value: number): string => (value / MEGABYTE).toFixed(1);
  return {
    ...clientFacts(client),
    alertTypes: ['CosmosDB_DataExfiltrationAnomaly'],
    plausible: [
      'CosmosDB_GeoAnomaly',
      'CosmosDB_AppAnomaly',
      'CosmosDB_EnumerationAnomaly',
      'CosmosDB_ResourceExhaustion',
    ],
    note: `${inMegabytes(bytes)} MB ${how}; the account usually sends ${inMegabytes(usual)} MB then`,
  };
}
