import { DAY, HOUR, officeHours } from '../calendar';
import { serviceClients } from '../traffic/clients';
import { KeyRotation } from '../traffic/keyRotation';
import { portalWorkload } from '../traffic/portal';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** An application for a company's staff: busy from eight to six, on keys that are rotated. */
export const businessApplication: Personality = {
  name: 'business-application',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf(
      'shop',
      { orders: 2_400, customers: 1_100, products: 3_800, invoices: 5_200 },
      ['customerId', 'status', 'orderNumber', 'region'],
    );
    const rotation = new KeyRotation(begin + random.integer(2, 6) * DAY + 10 * HOUR, 14);
    const busiest = random.between(90, 150);
    const application = serviceClients(
      {
        line: 'dotnet',
        application: 'OrdersApi',
        subnet: subnetOf(site, 'application'),
        credential: (time) => ({ kind: 'key', key: rotation.keyAt(time) }),
        mode: 'Direct',
        begin,
        machinesAt: (time) => 2 + 4 * officeHours(time, offset),
      },
      random.fork('application'),
    );
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'portal', 'busyByDay']),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => busiest * officeHours(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
            inlinedQueries: 0.15,
          },
          random.fork('traffic'),
        ),
        portalWorkload(
          site.people,
          () => ({ kind: 'key', key: 'PrimaryMasterKey' }),
          1.2,
          random.fork('portal'),
        ),
        rotation.workload(site.pipeline, random.fork('rotation')),
        site.management,
      ],
    };
  },
};
