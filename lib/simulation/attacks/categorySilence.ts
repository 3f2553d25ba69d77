import { HOUR } from '../calendar';
import { byDifficulty, type IncidentKind } from '../incidents/incident';

/** Query texts are no longer written, while the requests themselves are. */
export const categorySilence: IncidentKind = {
  name: 'category-silence',
  duration: (difficulty) => byDifficulty(difficulty, 24, 14, 9) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'work', 'work', 'any'),
  fits: ({ traits, api, exports }) =>
    traits.has('busyAllDay') && api === 'nosql' && exports.queryText !== 'none',
  play({ log, start, end }) {
    log.silence({ start, end, category: 'QueryRuntimeStatistics' });
    return {
      alertTypes: ['CosmosDB_TelemetrySilence'],
      plausible: ['CosmosDB_LoggingDisabled'],
      note: `No QueryRuntimeStatistics for ${(end - start) / HOUR} hours`,
    };
  },
};
