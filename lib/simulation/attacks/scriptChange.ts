import { MINUTE, SECOND } from '../calendar';
import { metadataRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { applicationOf, clientFacts, neighbouringAddress, remoteThief, thief } from './intruder';

/** A stored procedure is written, then run: code that stays and hides what it reads. */
export const scriptChange: IncidentKind = {
  name: 'script-change',
  duration: () => 20 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits, api }) => api === 'nosql' && traits.has('settledActors'),
  play(scene) {
    const { difficulty, log, start, random, account } = scene;
    const isPrivate = account.traits.has('private');
    const near = thief(scene, neighbouringAddress(scene));
    const far = isPrivate ? near : remoteThief(scene);
    const client = byDifficulty(difficulty, far, near, applicationOf(scene));
    const container = random.pick(account.containers);
    const item = random.pick(['bulkExport', 'sync', 'maintenance']);
    const writes = difficulty === 'hard' ? 'replaceScript' : 'createScript';
    const script = { ...metadataRequest(start + SECOND, writes, client, container), item };
    const status = difficulty === 'hard' ? 200 : 201;
    log.request({ ...script, status, requestBytes: 2_100 });
    const runs = byDifficulty(difficulty, 20, 6, 1);
    for (let i = 0; i < runs; i += 1) {
      const time = start + random.between(1, 19) * MINUTE;
      const run = { ...metadataRequest(time, 'executeScript', client, container), item };
      log.request({ ...run, responseBytes: 4_000, requestUnits: 30 });
    }
    return {
      ...clientFacts(client),
      alertTypes: ['CosmosDB_ServerScriptChange'],
      plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly'],
      note: `Stored procedure ${item} written and run`,
    };
  },
};
