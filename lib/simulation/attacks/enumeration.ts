import { MINUTE } from '../calendar';
import { metadataRequest, ordinaryRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { applicationOf, clientFacts, remoteThief, thief, timesOf } from './intruder';
import { neighbouringAddress } from './intruder';
import type { Action, Client } from '../traffic/request';
import type { Container } from '../traffic/container';

const GUESSES = ['backup', 'users', 'secrets', 'payments', 'tokens', 'audit', 'config', 'old'];
const METADATA: readonly Action[] = [
  'listDatabases',
  'listContainers',
  'readContainer',
  'listPartitions',
  'listScripts',
];

/** Somebody finds out what there is: lists everything and guesses the names of more. */
export const enumeration: IncidentKind = {
  name: 'enumeration',
  duration: (difficulty) => byDifficulty(difficulty, 15, 40, 110) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  // A graph's traversals name no other container.
  fits: ({ traits, api }) => traits.has('settledActors') && api !== 'gremlin',
  play(scene) {
    const { difficulty, random } = scene;
    const client = explorer(scene);
    const requests = byDifficulty(difficulty, 600, 200, 70);
    for (const time of timesOf(scene, requests)) {
      if (random.chance(0.5)) list(scene, client, time);
      else guess(scene, client, time);
    }
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_EnumerationAnomaly'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly'],
      note: `${requests} requests for metadata and for containers that may or may not exist`,
    };
  },
};

function explorer(scene: Scene): Client {
  if (scene.difficulty === 'hard') return applicationOf(scene);
  const isPrivate = scene.account.traits.has('private');
  return scene.difficulty === 'easy' && !isPrivate
    ? remoteThief(scene)
    : thief(scene, neighbouringAddress(scene));
}

function list({ account, log, random }: Scene, client: Client, time: number): void {
  const action =
    account.api === 'nosql'
      ? random.pick(METADATA)
      : random.pick(['listContainers', 'listDatabases'] as const);
  const isWhole = action === 'listDatabases';
  const container = isWhole ? null : random.pick(account.containers);
  log.request(metadataRequest(time, action, client, container));
}

/** A read of a container with a made-up name, mostly in vain. */
function guess({ account, log, random }: Scene, client: Client, time: number): void {
  const known = random.pick(account.containers);
  const name = `${random.pick(GUESSES)}${random.integer(0, 60)}`;
  const exists = random.chance(0.2);
  const container: Container = exists ? known : { ...known, name };
  const request = ordinaryRequest(random, time, 'readDocument', client, container);
  log.request(exists ? request : { ...request, status: 404, responseBytes: 0 });
}
