import { MINUTE, SECOND } from '../calendar';
import { wholeContainer } from '../traffic/query';
import { ordinaryRequest, throttled } from '../traffic/requests';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, clientFacts, neighbouringAddress, remoteThief } from './intruder';
import { thief, timesOf } from './intruder';

/** One client burns the throughput with dear queries, and the application is throttled. */
export const resourceExhaustion: IncidentKind = {
  name: 'resource-exhaustion',
  duration: (difficulty) => byDifficulty(difficulty, 30, 40, 55) * MINUTE,
  partOfDay: () => 'work',
  fits: ({ traits }) =>
    traits.has('settledActors') && traits.has('busyByDay') && !traits.has('throttled'),
  play(scene) {
    const { difficulty, log, random, account } = scene;
    const isFar = difficulty === 'easy' && !account.traits.has('private');
    const near =
      difficulty === 'hard' ? applicationOf(scene) : thief(scene, neighbouringAddress(scene));
    const client = isFar ? remoteThief(scene) : near;
    const container = random.pick(account.containers);
    const query = { ...wholeContainer(container), text: dearQuery(account.api, container.name) };
    const requests = byDifficulty(difficulty, 1_500, 700, 350);
    for (const time of timesOf(scene, requests)) {
      const requestUnits = random.logNormal(byDifficulty(difficulty, 3_000, 1_200, 600), 0.3);
      const request = {
        ...ordinaryRequest(random, time, 'queryDocuments', client, container),
        query,
        responseBytes: 400,
        requestUnits,
        rows: 1,
        status: 200,
      };
      log.request(random.chance(0.3) ? throttled(request) : request);
      if (!random.chance(0.25)) continue;
      const victim = account.application(time, random);
      const at = Math.min(scene.end - SECOND, time + SECOND);
      log.request(throttled(ordinaryRequest(random, at, 'readDocument', victim, container)));
    }
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_ResourceExhaustion'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: `${requests} queries of many request units each`,
    };
  },
};

/** A query without an index to help it. */
function dearQuery(api: string, container: string): string {
  switch (api) {
    case 'mongodb':
      return `{"aggregate":"${container}","pipeline":[{"$sort":{"note":1}},{"$group":{"_id":"$note"}}]}`;
    case 'cassandra':
      return `SELECT COUNT(*) FROM main.${container} WHERE note > 'a' ALLOW FILTERING`;
    case 'gremlin':
      return `g.V().repeat(both()).times(6).path().count()`;
    case 'table':
      return `Note ge 'a' and Note lt 'zz'`;
    default:
      return 'SELECT VALUE COUNT(1) FROM c JOIN d IN c.lines WHERE UPPER(d.note) LIKE "%A%"';
  }
}
