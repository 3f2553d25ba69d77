import { entraIdentity, serviceClients } from '../traffic/clients';
import { exportWork, documentWork, jobWorkload } from '../traffic/jobs';
import { officeHours } from '../calendar';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { DATA_FACTORY } from '../world/software';
import { MachinePool } from '../world/machines';
import { containersOf, ofSite, subnetOf, type Personality } from './site';
import type { ClientSource } from '../traffic/request';

/** A warehouse feed: Data Factory copies everything each night, old rows are deleted after it. */
export const nightlyJobs: Personality = {
  name: 'nightly-jobs',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('ledger', { bookings: 1_800, balances: 900, history: 2_600 }, [
      'accountId',
      'period',
      'status',
    ]);
    const application = serviceClients(
      {
        line: 'java',
        application: 'ledger',
        subnet: subnetOf(site, 'application'),
        credential: entraIdentity(random.fork('ledger')),
        mode: 'Direct',
        begin,
        machinesAt: () => 3,
      },
      random.fork('application'),
    );
    const factoryIdentity = entraIdentity(random.fork('factory'));
    const factoryMachines = new MachinePool(
      subnetOf(site, 'factory'),
      random.fork('pool'),
      () => 6,
    );
    const factory: ClientSource = (time, drawn) => ({
      address: factoryMachines.addressAt(time, drawn),
      userAgent: DATA_FACTORY,
      credential: factoryIdentity(),
      mode: 'Gateway',
    });
    const daily = { offset, runsOn: () => true };
    const megabytes = random.between(60, 140);
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'obfuscated', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'entraOnly', 'busyByDay', 'cleansUp']),
      containers,
      application,
      nightlyCopy: { client: factory, hour: 1, megabytes },
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 6 + 55 * officeHours(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('traffic'),
        ),
        jobWorkload(
          {
            ...daily,
            hour: 1,
            minutes: 70,
            work: exportWork(factory, containers, () => megabytes),
          },
          random.fork('copy'),
        ),
        jobWorkload(
          {
            ...daily,
            hour: 3,
            minutes: 25,
            work: documentWork(application, 'deleteDocument', containers.slice(2), () => 300),
          },
          random.fork('clean-up'),
        ),
        site.management,
      ],
    };
  },
};
