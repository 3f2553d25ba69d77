import { MINUTE } from '../calendar';
import { ordinaryRequest, throttled } from '../traffic/requests';
import type { IncidentKind } from '../incidents/incident';

/** The service fails for ten minutes, then everybody tries again at once. */
export const retryStorm: IncidentKind = {
  name: 'retry-storm',
  duration: () => 35 * MINUTE,
  partOfDay: () => 'any',
  fits: ({ traits }) => traits.has('settledActors'),
  play(scene) {
    const { log, account, random, start, end } = scene;
    const requests = 400;
    for (let i = 0; i < requests; i += 1) {
      const time = random.between(start, end);
      const isDown = time < start + 10 * MINUTE;
      const client = account.application(time, random);
      const container = random.pick(account.containers);
      const request = ordinaryRequest(random, time, 'readDocument', client, container);
      if (isDown) {
        const status = random.pick([503, 503, 408]);
        log.request({ ...request, status, responseBytes: 0, requestUnits: 0 });
      } else log.request(random.chance(0.4) ? throttled(request) : request);
    }
    return {
      alertTypes: ['CosmosDB_ResourceExhaustion', 'CosmosDB_CredentialGuessing'],
      note: 'Ten minutes of failures, then retries and throttling, by the application itself',
    };
  },
};
