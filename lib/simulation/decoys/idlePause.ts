import { HOUR } from '../calendar';
import type { IncidentKind } from '../incidents/incident';

/** An account that hardly anybody uses rests for some hours more than it usually does. */
export const idlePause: IncidentKind = {
  name: 'idle-pause',
  duration: () => 4 * HOUR,
  partOfDay: () => 'any',
  fits: ({ personality }) => personality === 'idle-account',
  play({ log, start, end }) {
    log.silence({ start, end });
    return {
      alertTypes: ['CosmosDB_TelemetrySilence'],
      note: 'Nobody uses the account for four hours',
    };
  },
};
