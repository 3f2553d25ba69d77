import { allDay, DAY } from '../calendar';
import { fixedKey, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { MachinePool } from '../world/machines';
import { SEARCH_INDEXER } from '../world/software';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** A young product: 2 % more traffic and data each day, and a search indexer that follows it. */
export const growingService: Personality = {
  name: 'growing-service',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('app', { posts: 2_000, profiles: 1_500, likes: 300 }, [
      'authorId',
      'topic',
      'createdOn',
    ]);
    const growth = (time: number): number => 1.02 ** Math.max(0, (time - begin) / DAY);
    const application = serviceClients(
      {
        line: 'javascript',
        application: 'feed',
        subnet: subnetOf(site, 'application'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Gateway',
        begin,
        machinesAt: (time) => 2 * growth(time) * (0.5 + allDay(time, offset)),
      },
      random.fork('application'),
    );
    const indexers = new MachinePool(subnetOf(site, 'indexer'), random.fork('indexer'), () => 2);
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'busyAllDay', 'busyByDay']),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 45 * growth(time) * allDay(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
            inlinedQueries: 0.05,
          },
          random.fork('traffic'),
        ),
        applicationWorkload(
          {
            rateAt: (time) => 8 * growth(time),
            client: (time, drawn) => ({
              address: indexers.addressAt(time, drawn),
              userAgent: SEARCH_INDEXER,
              credential: { kind: 'key', key: 'PrimaryReadonlyMasterKey' },
              mode: 'Gateway',
            }),
            containers: containers.slice(0, 2),
            mix: [['queryDocuments', 1]],
          },
          random.fork('indexing'),
        ),
        site.management,
      ],
    };
  },
};
