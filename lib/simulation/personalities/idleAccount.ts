import { fixedKey, serviceClients } from '../traffic/clients';
import { portalWorkload } from '../traffic/portal';
import { applicationWorkload } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** Kept for reference: a health check every half hour, and somebody looks now and then. */
export const idleAccount: Personality = {
  name: 'idle-account',
  build(site) {
    const { random, begin } = site;
    const containers = containersOf('archive', { documents: 4_000, index: 500 }, ['year', 'title']);
    const application = serviceClients(
      {
        line: 'python',
        application: 'archive',
        subnet: subnetOf(site, 'application'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Gateway',
        begin,
        machinesAt: () => 1,
      },
      random.fork('application'),
    );
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'portal']),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: () => 2,
            client: application,
            containers,
            mix: [
              ['readDocument', 8],
              ['queryDocuments', 1],
            ],
          },
          random.fork('traffic'),
        ),
        portalWorkload(
          site.people,
          () => ({ kind: 'key', key: 'PrimaryMasterKey' }),
          0.2,
          random.fork('portal'),
        ),
        site.management,
      ],
    };
  },
};
