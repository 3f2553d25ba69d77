import { officeHours } from '../calendar';
import { entraIdentity, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, type Personality } from './site';

/** Two applications in a virtual network; no public address is ever seen. */
export const privateEndpoints: Personality = {
  name: 'private-endpoints',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('records', { patients: 3_600, visits: 1_900, consents: 700 }, [
      'patientId',
      'ward',
      'visitDate',
    ]);
    const network = `10.${random.integer(1, 250)}`;
    const service = (application: string, line: 'dotnet' | 'java', host: number) =>
      serviceClients(
        {
          line,
          application,
          subnet: `${network}.${host}`,
          credential: entraIdentity(random.fork(`${application} identity`)),
          mode: 'Direct',
          begin,
          machinesAt: () => 3,
        },
        random.fork(application),
      );
    const application = service('Records', 'dotnet', 4);
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set([
        'settledPlaces',
        'settledActors',
        'entraOnly',
        'private',
        'busyAllDay',
        'busyByDay',
      ]),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 22 + 60 * officeHours(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('traffic'),
        ),
        applicationWorkload(
          {
            rateAt: () => 12,
            client: service('Interfaces', 'java', 5),
            containers,
            mix: [
              ['upsertDocument', 3],
              ['readDocument', 1],
            ],
          },
          random.fork('interfaces'),
        ),
        site.management,
      ],
    };
  },
};
