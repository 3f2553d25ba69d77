import { HOUR, MINUTE } from '../calendar';
import { ordinaryRequest } from '../traffic/requests';
import { countryOf, residentialAddress } from '../world/countries';
import type { IncidentKind } from '../incidents/incident';

/** A developer works from a neighbouring country, partly through the company's VPN. */
export const holidayVpn: IncidentKind = {
  name: 'holiday-vpn',
  duration: () => 6 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('people'),
  play(scene) {
    const { log, account, random, start, end } = scene;
    const usual = account.application(start, random);
    const { neighbours } = countryOf(account.homeCountry);
    const abroad = { ...usual, address: residentialAddress(random, random.pick(neighbours)) };
    for (let i = 0; i < 60; i += 1) {
      const time = random.between(start, end);
      // The VPN is on for the first two hours.
      const client = time < start + 120 * MINUTE ? account.application(time, random) : abroad;
      const container = random.pick(account.containers);
      log.request(ordinaryRequest(random, time, 'queryDocuments', client, container));
    }
    return {
      address: abroad.address,
      alertTypes: ['CosmosDB_GeoAnomaly', 'CosmosDB_ImpossibleTravel'],
      note: 'A developer on holiday next door, with and without VPN',
    };
  },
};
