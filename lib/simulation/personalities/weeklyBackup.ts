import { isMonthEnd, officeHours, weekdayOf } from '../calendar';
import { fixedKey, serviceClients } from '../traffic/clients';
import { exportWork, jobWorkload } from '../traffic/jobs';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** Accounting: a backup every Sunday, and three times the work around the end of a month. */
export const weeklyBackup: Personality = {
  name: 'weekly-backup',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf(
      'accounting',
      { vouchers: 3_200, accounts: 800, reports: 14_000 },
      ['voucherId', 'costCentre', 'month'],
    );
    const service = (application: string, line: 'dotnet' | 'python') =>
      serviceClients(
        {
          line,
          application,
          subnet: subnetOf(site, application),
          credential: fixedKey(line === 'python' ? 'PrimaryReadonlyMasterKey' : 'PrimaryMasterKey'),
          mode: line === 'python' ? 'Gateway' : 'Direct',
          begin,
          machinesAt: () => (line === 'python' ? 1 : 3),
        },
        random.fork(application),
      );
    const application = service('Accounting', 'dotnet');
    const backup = service('backup', 'python');
    const megabytes = random.between(150, 300);
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'busyByDay']),
      containers,
      application,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 70 * officeHours(time, offset) * (isMonthEnd(time, offset) ? 3 : 1),
            client: application,
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('traffic'),
        ),
        jobWorkload(
          {
            hour: 4,
            offset,
            minutes: 100,
            runsOn: (midnight) => weekdayOf(midnight, offset) === 6,
            work: exportWork(backup, containers, () => megabytes),
          },
          random.fork('backup'),
        ),
        site.management,
      ],
    };
  },
};
