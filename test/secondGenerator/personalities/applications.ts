import { azure } from '../network';
import { handwork } from '../world/handwork';
import { fixedHosts, origin, pods, sharedOutbound } from '../world/hosts';
import { everyDay, job, monthEnd } from '../world/jobs';
import { aroundTheClock, consumers, growing, officeHours } from '../world/rhythm';
import { service } from '../world/service';
import { software } from '../world/software';
import type { Personality } from './personality';
import { key, managedIdentity, subnet } from './personality';

const shopMix = { read: 5, query: 3, upsert: 1.5, create: 1, replace: 1 };

/** A company's own application on two web servers, used in office hours. */
export const officeApplication: Personality = {
  name: 'office application',
  api: 'nosql',
  domain: 'finance',
  country: 'DE',
  utcOffset: 2,
  region: 'Germany West Central',
  secondRegion: 'West Europe',
  traits: ['steadyIdentities', 'developers', 'largeAnswers'],
  staff: 3,
  containersUsed: 4,
  fullText: true,
  literalQueries: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, software.dotnetWindows, key());
    const mix = { ...shopMix, delete: 0.03 };
    return {
      application,
      workloads: [
        service({
          name: 'web',
          origin: application,
          peakPerHour: rate(70),
          rhythm: officeHours(utcOffset),
          mix,
        }),
        handwork({ dailyChance: 0.25 }),
      ],
    };
  },
};

/** A service for users everywhere: pods in two regions under one managed identity. */
export const globalService: Personality = {
  name: 'global service',
  api: 'nosql',
  domain: 'content',
  country: 'US',
  utcOffset: -4,
  region: 'East US',
  secondRegion: 'Southeast Asia',
  traits: ['entraOnly', 'steadyIdentities', 'developers', 'alwaysOn', 'twoRegions', 'largeAnswers'],
  staff: 3,
  containersUsed: 5,
  settle({ random, region, secondRegion, rate }) {
    const identity = managedIdentity(random);
    const east = pods(random, subnet(random, region), 8, 30);
    const west = pods(random, subnet(random, secondRegion), 4, 30);
    const application = origin('application', east, software.java, identity, 'Direct');
    const second = origin('application', west, software.java, identity, 'Direct');
    const common = { rhythm: aroundTheClock(), mix: { ...shopMix, delete: 0.05 } };
    return {
      application,
      workloads: [
        service({ ...common, name: 'east', origin: application, peakPerHour: rate(26) }),
        service({
          ...common,
          name: 'asia',
          origin: second,
          peakPerHour: rate(10),
          secondRegionShare: 1,
        }),
        handwork({ dailyChance: 0.12 }),
      ],
    };
  },
};

/** Quiet in between, with large reports around the end of the month. */
export const monthEndReports: Personality = {
  name: 'month-end reports',
  api: 'nosql',
  domain: 'finance',
  country: 'FR',
  utcOffset: 2,
  region: 'France Central',
  secondRegion: 'West Europe',
  traits: ['developers', 'steadyIdentities', 'bulk'],
  staff: 2,
  containersUsed: 5,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, software.dotnet, key());
    const reports = origin('job', hosts, software.dotnet, key('PrimaryReadonlyMasterKey'));
    return {
      application,
      workloads: [
        service({
          name: 'web',
          origin: application,
          peakPerHour: rate(45),
          rhythm: officeHours(utcOffset),
          mix: { ...shopMix, delete: 0.02 },
        }),
        job({
          origin: reports,
          calendar: monthEnd(utcOffset),
          localHour: 6,
          size: rate(260),
          action: 'query',
          pageBytes: 2_400_000,
        }),
        handwork({ dailyChance: 0.1 }),
      ],
    };
  },
};

/** Behind a private endpoint: every address is private. */
export const privateEndpoint: Personality = {
  name: 'private endpoint',
  api: 'nosql',
  domain: 'retail',
  country: 'NL',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'North Europe',
  traits: ['entraOnly', 'steadyIdentities', 'private', 'alwaysOn', 'podSubnet'],
  staff: 2,
  containersUsed: 4,
  settle({ random, utcOffset, rate }) {
    const hosts = pods(random, '10.20.4.0/24', 6, 48);
    const application = origin('application', hosts, software.dotnet, managedIdentity(random));
    return {
      application,
      workloads: [
        service({
          name: 'web',
          origin: application,
          peakPerHour: rate(38),
          rhythm: consumers(utcOffset),
          mix: { ...shopMix, delete: 0.05 },
        }),
      ],
    };
  },
};

/** A young company: load doubles and redoubles. */
export const growingCompany: Personality = {
  name: 'growing company',
  api: 'nosql',
  domain: 'retail',
  country: 'SE',
  utcOffset: 2,
  region: 'North Europe',
  secondRegion: 'West Europe',
  traits: ['developers', 'newcomers', 'alwaysOn', 'podSubnet', 'cleansUp', 'entraOnly'],
  staff: 5,
  containersUsed: 6,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const identity = managedIdentity(random);
    const hosts = pods(random, subnet(random, region), 10, 14);
    const application = origin('application', hosts, software.node, identity);
    const cleaner = origin('job', hosts, software.node, identity);
    return {
      application,
      workloads: [
        service({
          name: 'api',
          origin: application,
          peakPerHour: rate(22),
          rhythm: growing(consumers(utcOffset), 3, 30),
          mix: shopMix,
        }),
        job({
          origin: cleaner,
          calendar: everyDay,
          localHour: 4,
          size: rate(45),
          action: 'delete',
          growth: 0.03,
        }),
        handwork({ dailyChance: 0.3, firstDays: [0, 0, 4, 9, 13] }),
      ],
    };
  },
};

/** Functions on a consumption plan: outbound addresses change all the time within the region. */
export const serverlessFunctions: Personality = {
  name: 'serverless functions',
  api: 'nosql',
  domain: 'retail',
  country: 'GB',
  utcOffset: 1,
  region: 'UK South',
  secondRegion: 'North Europe',
  traits: ['alwaysOn', 'steadyIdentities', 'developers'],
  staff: 2,
  containersUsed: 3,
  fullText: true,
  literalQueries: true,
  settle({ region, utcOffset, rate }) {
    const outbound = sharedOutbound(azure[region]);
    const application = origin('application', outbound, software.functions, key());
    return {
      application,
      workloads: [
        service({
          name: 'functions',
          origin: application,
          peakPerHour: rate(34),
          rhythm: consumers(utcOffset),
          mix: { read: 4, query: 3, upsert: 2, readFeed: 1, delete: 0.03 },
        }),
        handwork({ dailyChance: 0.1 }),
      ],
    };
  },
};
