import { HOUR } from '../calendar';
import type { IncidentKind } from '../incidents/incident';

/** For six hours nothing of the subscription's accounts reaches the hub. */
export const hubOutage: IncidentKind = {
  name: 'hub-outage',
  duration: () => 6 * HOUR,
  partOfDay: () => 'any',
  fits: () => true,
  play({ undisturbed, start, end }) {
    for (const log of undisturbed) log.silence({ start, end });
    return {
      alertTypes: ['CosmosDB_TelemetrySilence'],
      note: `No records of ${undisturbed.length} accounts for six hours`,
    };
  },
};
