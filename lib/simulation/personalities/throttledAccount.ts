import { allDay } from '../calendar';
import { fixedKey, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** Too little throughput for the work: a tenth of the requests is throttled, more when busy. */
export const throttledAccount: Personality = {
  name: 'throttled-account',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('tickets', { seats: 500, bookings: 1_700, events: 2_100 }, [
      'eventId',
      'seat',
      'holder',
    ]);
    const application = serviceClients(
      {
        line: 'dotnet',
        application: 'Tickets',
        subnet: subnetOf(site, 'application'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Direct',
        begin,
        machinesAt: (time) => 3 + 2 * allDay(time, offset),
      },
      random.fork('application'),
    );
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'busyAllDay', 'busyByDay', 'throttled']),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 90 * allDay(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
            throttledAt: (time) => 0.18 * allDay(time, offset) ** 2,
          },
          random.fork('traffic'),
        ),
        site.management,
      ],
    };
  },
};
