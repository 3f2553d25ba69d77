import { HOUR, localHour, MINUTE } from '../calendar';
import { feedPage } from '../traffic/requests';
import type { IncidentKind } from '../incidents/incident';

/** The nightly copy reads everything twice, because the first attempt broke off at the end. */
export const backupDoubling: IncidentKind = {
  name: 'backup-doubling',
  duration: () => 90 * MINUTE,
  partOfDay: () => 'night',
  fits: ({ nightlyCopy }) => nightlyCopy !== null,
  suits: (start, { nightlyCopy, offset }) =>
    nightlyCopy !== null && Math.floor(localHour(start, offset)) === nightlyCopy.hour,
  play(scene) {
    const { log, account, random, start, end } = scene;
    const { nightlyCopy } = account;
    if (nightlyCopy === null) throw new RangeError(`${account.name} has no nightly copy`);
    const client = nightlyCopy.client(start, random);
    const pages = Math.round(nightlyCopy.megabytes);
    for (let page = 0; page < pages; page += 1) {
      const time = start + 15 * MINUTE + ((end - start) / 2) * ((page + random.next()) / pages);
      log.request(feedPage(time, client, random.pick(account.containers)));
    }
    return {
      address: client.address,
      alertTypes: ['CosmosDB_DataExfiltrationAnomaly'],
      note: `${pages} MB more than the same again, by the nightly copy, within ${(end - start) / HOUR} h`,
    };
  },
};
