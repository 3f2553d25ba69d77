import { localHour, MINUTE } from '../calendar';
import { ordinaryRequest } from '../traffic/requests';
import type { IncidentKind } from '../incidents/incident';

/** The job that deletes old documents every night has twice as many to delete. */
export const cleanUp: IncidentKind = {
  name: 'clean-up',
  duration: () => 40 * MINUTE,
  partOfDay: () => 'night',
  fits: ({ traits }) => traits.has('cleansUp'),
  suits: (start, { offset }) => Math.floor(localHour(start, offset)) === 3,
  play(scene) {
    const { log, account, random, start, end } = scene;
    const client = account.application(start, random);
    const container = account.containers[2] ?? random.pick(account.containers);
    for (let i = 0; i < 300; i += 1) {
      const time = random.between(start, end);
      log.request(ordinaryRequest(random, time, 'deleteDocument', client, container));
    }
    return {
      alertTypes: ['CosmosDB_MassDeletion'],
      note: '300 deletions on top of the 300 of every night, by the same job',
    };
  },
};
