import { handwork } from '../world/handwork';
import { fixedHosts, origin, pods } from '../world/hosts';
import { everyDay, job, onWeekday } from '../world/jobs';
import { officeHours } from '../world/rhythm';
import { service } from '../world/service';
import { software } from '../world/software';
import type { Personality } from './personality';
import { key, managedIdentity, subnet } from './personality';

/** Every night a cluster reads what is new and writes results back. */
export const nightlyTransfer: Personality = {
  name: 'nightly transfer',
  api: 'nosql',
  domain: 'telemetry',
  country: 'PL',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'North Europe',
  traits: ['bulk', 'entraOnly', 'steadyIdentities'],
  staff: 2,
  containersUsed: 4,
  settle({ random, region, utcOffset, rate }) {
    const cluster = pods(random, subnet(random, region, 26), 8, 20);
    const identity = managedIdentity(random);
    const application = origin('job', cluster, software.spark, identity, 'Direct');
    const night = { origin: application, calendar: everyDay };
    const portal = origin(
      'application',
      fixedHosts(random, subnet(random, region, 28), 2),
      software.java,
      managedIdentity(random),
    );
    return {
      application,
      workloads: [
        job({
          ...night,
          localHour: 1,
          size: rate(140),
          action: 'readFeed',
          pageBytes: 1_800_000,
        }),
        job({ ...night, localHour: 2, size: rate(220), action: 'upsert' }),
        service({
          name: 'portal',
          origin: portal,
          peakPerHour: rate(14),
          rhythm: officeHours(utcOffset),
          mix: { read: 3, query: 2 },
        }),
      ],
    };
  },
};

/** Little traffic, and a complete copy every Sunday. */
export const weeklyBackup: Personality = {
  name: 'weekly backup',
  api: 'nosql',
  domain: 'content',
  country: 'NL',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'North Europe',
  traits: ['bulk', 'steadyIdentities', 'developers'],
  staff: 2,
  containersUsed: 4,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, software.dotnet, key());
    const backup = origin(
      'job',
      fixedHosts(random, subnet(random, region, 28), 1),
      software.dataFactory,
      key('SecondaryReadonlyMasterKey'),
    );
    return {
      application,
      workloads: [
        job({
          origin: backup,
          calendar: onWeekday(0, utcOffset),
          localHour: 2,
          size: rate(420),
          action: 'readFeed',
          pageBytes: 3_500_000,
          growth: 0.01,
        }),
        service({
          name: 'web',
          origin: application,
          peakPerHour: rate(40),
          rhythm: officeHours(utcOffset),
          mix: { read: 5, query: 3, upsert: 1, delete: 0.03 },
        }),
        handwork({ dailyChance: 0.08 }),
      ],
    };
  },
};

/** Kept for the law: a heartbeat and a reader now and then. */
export const idleArchive: Personality = {
  name: 'idle archive',
  api: 'nosql',
  domain: 'finance',
  country: 'IT',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'North Europe',
  traits: ['quiet', 'steadyIdentities'],
  staff: 1,
  containersUsed: 3,
  settle({ random, region, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 1);
    const application = origin('application', hosts, software.dotnetLegacy, key());
    return {
      application,
      workloads: [
        job({
          origin: application,
          calendar: everyDay,
          localHour: 6,
          size: rate(8),
          action: 'read',
        }),
        handwork({ dailyChance: 0.15 }),
      ],
    };
  },
};

/** Scheduled jobs without a server of their own, at several hours of the day. */
export const serverlessJobs: Personality = {
  name: 'serverless jobs',
  api: 'nosql',
  domain: 'retail',
  country: 'JP',
  utcOffset: 9,
  region: 'Japan East',
  secondRegion: 'Southeast Asia',
  traits: ['entraOnly', 'steadyIdentities', 'cleansUp'],
  staff: 2,
  containersUsed: 5,
  fullText: true,
  settle({ random, region, rate }) {
    const hosts = pods(random, subnet(random, region, 22), 5, 1);
    const application = origin('job', hosts, software.python, managedIdentity(random));
    const daily = { origin: application, calendar: everyDay };
    return {
      application,
      workloads: [
        job({ ...daily, localHour: 0, size: rate(130), action: 'query' }),
        job({ ...daily, localHour: 6, size: rate(120), action: 'upsert' }),
        job({ ...daily, localHour: 12, size: rate(130), action: 'query' }),
        job({ ...daily, localHour: 18, size: rate(60), action: 'delete' }),
        handwork({ dailyChance: 0.08 }),
      ],
    };
  },
};
