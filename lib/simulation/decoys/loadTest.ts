import { HOUR, MINUTE } from '../calendar';
import type { IncidentKind } from '../incidents/incident';
import { usualTraffic } from './usualTraffic';

const DAYS = [7, 14, 21] as const;
const REQUESTS = 700;

/** Every week at the same hour the team lets the application do several times its work. */
export const loadTest: IncidentKind = {
  name: 'load-test',
  duration: () => 45 * MINUTE,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && traits.has('busyByDay'),
  history(hour, scene, begin) {
    const earlier = DAYS.map((days) => scene.start - days * 24 * HOUR);
    const start = earlier.find((time) => time >= Math.max(hour, begin) && time < hour + HOUR);
    if (start === undefined) return;
    usualTraffic(
      { ...scene, start, end: start + 45 * MINUTE },
      scene.account.application,
      REQUESTS,
    );
  },
  play(scene) {
    usualTraffic(scene, scene.account.application, REQUESTS);
    return {
      alertTypes: ['CosmosDB_DataExfiltrationAnomaly', 'CosmosDB_ResourceExhaustion'],
      note: `${REQUESTS} more requests by the known application on its known machines, as every week`,
    };
  },
};
