import { MINUTE, SECOND } from '../calendar';
import { addContainer } from '../traffic/management';
import { feedPage, ordinaryRequest } from '../traffic/requests';
import type { IncidentKind } from '../incidents/incident';

/** The pipeline makes a container, and the application copies another one into it. */
export const migration: IncidentKind = {
  name: 'migration',
  duration: () => 60 * MINUTE,
  partOfDay: () => 'work',
  fits: ({ traits, api }) => traits.has('settledActors') && api === 'nosql',
  play(scene) {
    const { log, account, random, start, end } = scene;
    const source = random.pick(account.containers);
    const target = { ...source, name: `${source.name}-v2` };
    addContainer(log, start + SECOND, target, random);
    const client = account.application(start, random);
    const pages = 20;
    const pageBytes = 300_000;
    for (let page = 0; page < pages; page += 1) {
      const time = start + 5 * MINUTE + ((end - start - 8 * MINUTE) * page) / pages;
      log.request(feedPage(time, client, source, pageBytes));
      const documents = Math.round(pageBytes / source.documentBytes);
      for (let i = 0; i < documents; i += 1) {
        const written = time + (1 + i * 0.9) * SECOND;
        if (written < end)
          log.request(ordinaryRequest(random, written, 'upsertDocument', client, target));
      }
    }
    return {
      alertTypes: ['CosmosDB_DataExfiltrationAnomaly', 'CosmosDB_EnumerationAnomaly'],
      note: `6 MB of ${source.name} copied into ${target.name}, which the pipeline made just before`,
    };
  },
};
