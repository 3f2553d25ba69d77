import { handwork } from '../world/handwork';
import { fixedHosts, origin, pods } from '../world/hosts';
import { everyDay, job } from '../world/jobs';
import { aroundTheClock, consumers, officeHours } from '../world/rhythm';
import { service } from '../world/service';
import { software } from '../world/software';
import type { Personality } from './personality';
import { key, subnet } from './personality';

/** A shop on the MongoDB API; the category of the API and DataPlaneRequests are both on. */
export const mongoShop: Personality = {
  name: 'shop on MongoDB',
  api: 'mongodb',
  domain: 'retail',
  country: 'FR',
  utcOffset: 2,
  region: 'France Central',
  secondRegion: 'West Europe',
  traits: ['alwaysOn', 'developers', 'podSubnet', 'steadyIdentities', 'largeAnswers'],
  staff: 3,
  containersUsed: 5,
  fullText: true,
  bothCategories: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = pods(random, subnet(random, region), 5, 40);
    const application = origin('application', hosts, software.mongoNode, key());
    return {
      application,
      workloads: [
        service({
          name: 'shop',
          origin: application,
          peakPerHour: rate(36),
          rhythm: consumers(utcOffset),
          mix: { query: 6, upsert: 2, create: 1, delete: 0.05 },
        }),
        handwork({ dailyChance: 0.15 }),
      ],
    };
  },
};

/** Analysts and nightly aggregations on the MongoDB API. */
export const mongoAnalytics: Personality = {
  name: 'analytics on MongoDB',
  api: 'mongodb',
  domain: 'telemetry',
  country: 'PL',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'North Europe',
  traits: ['developers', 'bulk', 'cleansUp', 'steadyIdentities'],
  staff: 3,
  containersUsed: 4,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 27), 4);
    const application = origin('application', hosts, software.mongoPython, key());
    const nightly = { origin: application, calendar: everyDay };
    return {
      application,
      workloads: [
        service({
          name: 'dashboards',
          origin: application,
          peakPerHour: rate(40),
          rhythm: officeHours(utcOffset),
          mix: { query: 6, upsert: 1 },
        }),
        job({ ...nightly, localHour: 2, size: rate(120), action: 'query', pageBytes: 900_000 }),
        job({ ...nightly, localHour: 4, size: rate(50), action: 'delete' }),
        handwork({ dailyChance: 0.2 }),
      ],
    };
  },
};

/** Meter readings on the Cassandra API, written around the clock. */
export const cassandraTelemetry: Personality = {
  name: 'telemetry on Cassandra',
  api: 'cassandra',
  domain: 'telemetry',
  country: 'US',
  utcOffset: -4,
  region: 'East US',
  secondRegion: 'West Europe',
  traits: ['alwaysOn', 'podSubnet', 'steadyIdentities'],
  staff: 2,
  containersUsed: 3,
  fullText: true,
  settle({ random, region, rate }) {
    const hosts = pods(random, subnet(random, region), 6, 70);
    const application = origin('application', hosts, '', key());
    return {
      application,
      workloads: [
        service({
          name: 'meters',
          origin: application,
          peakPerHour: rate(32),
          rhythm: aroundTheClock(),
          mix: { create: 5, query: 4, upsert: 1, delete: 0.04 },
        }),
      ],
    };
  },
};

/** A graph of payments on the Gremlin API, asked by clerks. */
export const gremlinGraph: Personality = {
  name: 'payment graph on Gremlin',
  api: 'gremlin',
  domain: 'finance',
  country: 'SE',
  utcOffset: 2,
  region: 'North Europe',
  secondRegion: 'West Europe',
  traits: ['steadyIdentities'],
  staff: 2,
  containersUsed: 3,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, '', key());
    return {
      application,
      workloads: [
        service({
          name: 'clerks',
          origin: application,
          peakPerHour: rate(60),
          rhythm: officeHours(utcOffset),
          mix: { query: 6, upsert: 1, delete: 0.05 },
        }),
      ],
    };
  },
};

/** Settings of devices on the Table API. */
export const tableSettings: Personality = {
  name: 'settings on Table',
  api: 'table',
  domain: 'telemetry',
  country: 'DE',
  utcOffset: 2,
  region: 'Germany West Central',
  secondRegion: 'West Europe',
  traits: ['alwaysOn', 'steadyIdentities', 'podSubnet'],
  staff: 2,
  containersUsed: 3,
  fullText: true,
  settle({ random, region, rate }) {
    const hosts = pods(random, subnet(random, region), 4, 50);
    const application = origin('application', hosts, software.tables, key());
    return {
      application,
      workloads: [
        service({
          name: 'devices',
          origin: application,
          peakPerHour: rate(24),
          rhythm: aroundTheClock(),
          mix: { read: 5, query: 3, upsert: 1, delete: 0.04 },
        }),
        handwork({ dailyChance: 0.1 }),
      ],
    };
  },
};
