import { HOUR } from '../calendar';
import type { IncidentKind } from '../incidents/incident';
import { siblingAddress, usualTraffic } from './usualTraffic';

/** A busy day: twenty more machines in the application's /24. */
export const scaleOut: IncidentKind = {
  name: 'scale-out',
  duration: () => 4 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && traits.has('busyByDay'),
  play(scene) {
    const { account } = scene;
    usualTraffic(
      scene,
      (time, drawn) => {
        const client = account.application(time, drawn);
        return { ...client, address: siblingAddress(client.address, drawn.integer(0, 19)) };
      },
      250,
    );
    return {
      alertTypes: ['CosmosDB_GeoAnomaly', 'CosmosDB_DataExfiltrationAnomaly'],
      note: 'Twenty new addresses in a known /24',
    };
  },
};

/** One more machine, from now on for some days. */
export const secondInstance: IncidentKind = {
  name: 'second-instance',
  duration: () => 44 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors'),
  play(scene) {
    const { account } = scene;
    usualTraffic(
      scene,
      (time, drawn) => {
        const client = account.application(time, drawn);
        return { ...client, address: siblingAddress(client.address, 27) };
      },
      160,
    );
    return {
      alertTypes: ['CosmosDB_GeoAnomaly', 'CosmosDB_PrincipalAnomaly'],
      note: 'One new address in a known /24',
    };
  },
};
