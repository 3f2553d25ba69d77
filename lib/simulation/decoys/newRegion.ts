import { HOUR } from '../calendar';
import { AZURE_REGIONS, azureSubnet } from '../world/datacenters';
import type { IncidentKind } from '../incidents/incident';
import { usualTraffic } from './usualTraffic';

/** The application also runs in another region of the same cloud: same identity, same software. */
export const newRegion: IncidentKind = {
  name: 'new-region',
  duration: () => 20 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && !traits.has('private'),
  play(scene) {
    const { account, random } = scene;
    const region = random.pick(AZURE_REGIONS);
    const subnet = azureSubnet(random, region);
    usualTraffic(
      scene,
      (time, drawn) => ({
        ...account.application(time, drawn),
        address: `${subnet}.${4 + drawn.integer(0, 2)}`,
      }),
      300,
    );
    return {
      address: `${subnet}.0/24`,
      alertTypes: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_PrincipalAnomaly'],
      note: `A part of the application runs in ${region.name} for a day`,
    };
  },
};
