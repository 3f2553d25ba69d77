import { MINUTE } from '../calendar';
import { attackersQuery } from '../traffic/query';
import { ordinaryRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { FUZZING, STEALING } from './injectionTexts';
import { applicationOf, clientFacts, timesOf } from './intruder';

const texted = ({ queryText, commands, dataPlane }: Scene['account']['exports'], api: string) =>
  api === 'nosql' ? queryText !== 'none' && dataPlane : queryText === 'full' && commands;

/** Injected conditions that return what the application would not have returned. */
export const injectionSuccess: IncidentKind = {
  name: 'injection-success',
  duration: (difficulty) => byDifficulty(difficulty, 10, 25, 50) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ exports, api, traits }) =>
    api !== 'cassandra' && texted(exports, api) && !traits.has('people'),
  play(scene) {
    const { difficulty, account } = scene;
    const texts = STEALING[account.api][difficulty];
    const count = byDifficulty(difficulty, 20, 8, 5);
    const client = inject(scene, texts, count, () => 200);
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_SqlInjection.DataExfiltration'],
      plausible: ['CosmosDB_SqlInjection.FailedFuzzingAttempt', 'CosmosDB_DataExfiltrationAnomaly'],
      note: `${count} injected queries, with rows returned`,
    };
  },
};

/** Attempts that end in syntax errors. */
export const injectionFuzzing: IncidentKind = {
  name: 'injection-fuzzing',
  duration: (difficulty) => byDifficulty(difficulty, 10, 25, 50) * MINUTE,
  partOfDay: () => 'any',
  fits: ({ exports, api, traits }) => texted(exports, api) && !traits.has('people'),
  play(scene) {
    const { difficulty, account, random } = scene;
    const count = byDifficulty(difficulty, 60, 20, 8);
    const client = inject(scene, FUZZING[account.api], count, () =>
      random.chance(byDifficulty(difficulty, 0.95, 0.9, 1)) ? 400 : 200,
    );
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_SqlInjection.FailedFuzzingAttempt'],
      plausible: ['CosmosDB_SqlInjection.DataExfiltration'],
      note: `${count} malformed queries`,
    };
  },
};

/** The application sends what its visitor wrote: address and identity are its own. */
function inject(scene: Scene, texts: readonly string[], count: number, status: () => number) {
  const { log, account, random } = scene;
  const client = applicationOf(scene);
  const container = random.pick(account.containers);
  for (const time of timesOf(scene, count)) {
    const property = container.properties[0] ?? 'id';
    const text = random
      .pick(texts)
      .replaceAll('PROPERTY', property)
      .replaceAll('TABLE', `${container.database}.${container.name}`)
      .replaceAll('CONTAINER', container.name);
    const code = status();
    const rows = code === 200 ? random.integer(20, 100) : 0;
    log.request({
      ...ordinaryRequest(random, time, 'queryDocuments', client, container),
      query: attackersQuery(container, text),
      status: code,
      rows,
      responseBytes: code === 200 ? rows * container.documentBytes : 180,
    });
  }
  return client;
}
