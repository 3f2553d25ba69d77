import { HOUR } from '../calendar';
import { byDifficulty, type IncidentKind } from '../incidents/incident';

/** An account that writes records every hour of the day writes none. */
export const telemetrySilence: IncidentKind = {
  name: 'telemetry-silence',
  duration: (difficulty) => byDifficulty(difficulty, 24, 12, 6) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'work', 'work', 'any'),
  fits: ({ traits }) => traits.has('busyAllDay'),
  play({ log, start, end }) {
    log.silence({ start, end });
    return {
      alertTypes: ['CosmosDB_TelemetrySilence'],
      plausible: ['CosmosDB_LoggingDisabled'],
      note: `No records for ${(end - start) / HOUR} hours`,
    };
  },
};
