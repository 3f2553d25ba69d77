import { providers, addressIn } from '../network';
import type { Country } from '../network';
import { Random } from '../random';
import { DAY, WORLD_START } from '../time';
import { handwork, scriptDeployments } from '../world/handwork';
import { fixedHosts, origin, pods, sharedOutbound } from '../world/hosts';
import { everyDay, job } from '../world/jobs';
import type { OriginSource } from '../world/model';
import { aroundTheClock, consumers, officeHours } from '../world/rhythm';
import { service } from '../world/service';
import { software } from '../world/software';
import type { Personality } from './personality';
import { key, managedIdentity, subnet } from './personality';

/** Phones talk to the database themselves, with resource tokens that a broker hands out. */
export const mobileBackEnd: Personality = {
  name: 'mobile back end',
  api: 'nosql',
  domain: 'content',
  country: 'GB',
  utcOffset: 1,
  region: 'UK South',
  secondRegion: 'East US',
  traits: ['manyCountries', 'alwaysOn', 'newcomers'],
  staff: 2,
  containersUsed: 4,
  settle({ random, region, utcOffset, rate }) {
    const broker = fixedHosts(random, subnet(random, region, 28), 3);
    const application = origin('application', broker, software.node, key());
    return {
      application,
      workloads: [
        service({
          name: 'phones',
          origin: phones(random),
          peakPerHour: rate(36),
          rhythm: consumers(utcOffset),
          mix: { read: 6, query: 2, upsert: 2, delete: 0.1 },
        }),
        service({
          name: 'broker',
          origin: application,
          peakPerHour: rate(8),
          rhythm: consumers(utcOffset),
          mix: { read: 3, upsert: 1 },
        }),
      ],
    };
  },
};

/** Four thousand users; most of them at home in a few countries, the rest anywhere. */
function phones(random: Random): OriginSource {
  const world = random.guid();
  const main: readonly Country[] = ['GB', 'GB', 'GB', 'DE', 'US', 'FR', 'IN'];
  // The keys of `providers` are the countries.
  const anywhere = Object.keys(providers) as Country[];
  return (choice, at) => {
    const user = choice.integer(1, 4000);
    const fixed = new Random(`${world}/${user}`);
    const country = fixed.pick(fixed.chance(0.75) ? main : anywhere);
    const week = new Random(`${world}/${user}/${Math.floor(at / DAY)}`);
    return {
      role: 'application',
      address: addressIn(week, week.pick(providers[country])),
      userAgent: software.android,
      credential: { kind: 'resourceToken', permissionId: `user-${user}`, mode: 'all' },
      connection: 'Gateway',
    };
  };
}

/** Devices write faster than the throughput allows; 429 is part of every day. */
export const throttledIngest: Personality = {
  name: 'throttled ingest',
  api: 'nosql',
  domain: 'telemetry',
  country: 'US',
  utcOffset: -4,
  region: 'East US',
  secondRegion: 'West Europe',
  traits: ['throttled', 'alwaysOn', 'steadyIdentities', 'podSubnet'],
  staff: 2,
  containersUsed: 3,
  throttleChance: 0.09,
  settle({ random, region, rate }) {
    const hosts = pods(random, subnet(random, region), 6, 60);
    const application = origin('application', hosts, software.go, key());
    return {
      application,
      workloads: [
        service({
          name: 'ingest',
          origin: application,
          peakPerHour: rate(36),
          rhythm: aroundTheClock(),
          mix: { create: 6, upsert: 3, read: 1, query: 0.5 },
        }),
      ],
    };
  },
};

/** Two copies of the application; traffic swaps from one subnet to the other every five days. */
export const blueGreen: Personality = {
  name: 'blue/green deployments',
  api: 'nosql',
  domain: 'retail',
  country: 'ES',
  utcOffset: 2,
  region: 'West Europe',
  secondRegion: 'France Central',
  traits: ['alwaysOn', 'steadyIdentities', 'entraOnly', 'developers', 'scripts'],
  staff: 3,
  containersUsed: 5,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const identity = managedIdentity(random);
    const copies = ['blue', 'green'].map(() =>
      origin('application', pods(random, subnet(random, region), 4, 90), software.dotnet, identity),
    );
    const application: OriginSource = (choice, at) => {
      const live = Math.floor((at - WORLD_START) / (5 * DAY)) % 2;
      // The idle copy still answers health checks.
      const index = choice.chance(0.04) ? 1 - live : live;
      const copy = copies[index] ?? choice.pick(copies);
      return copy(choice, at);
    };
    return {
      application,
      workloads: [
        service({
          name: 'shop',
          origin: application,
          peakPerHour: rate(40),
          rhythm: consumers(utcOffset),
          mix: { read: 5, query: 3, upsert: 2, execute: 1, delete: 0.05 },
        }),
        scriptDeployments(managedIdentity(random)),
        handwork({ dailyChance: 0.15 }),
      ],
    };
  },
};

/** Pods come and go with the load, all in one subnet. */
export const autoscaledPods: Personality = {
  name: 'autoscaled pods',
  api: 'nosql',
  domain: 'content',
  country: 'AU',
  utcOffset: 10,
  region: 'Australia East',
  secondRegion: 'Southeast Asia',
  traits: ['alwaysOn', 'podSubnet', 'steadyIdentities', 'developers', 'cleansUp', 'largeAnswers'],
  staff: 3,
  containersUsed: 4,
  fullText: true,
  literalQueries: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = pods(random, subnet(random, region), 14, 5);
    const application = origin('application', hosts, software.python, key());
    return {
      application,
      workloads: [
        service({
          name: 'api',
          origin: application,
          peakPerHour: rate(40),
          rhythm: consumers(utcOffset),
          mix: { read: 5, query: 3, create: 1, replace: 1 },
        }),
        job({
          origin: application,
          calendar: everyDay,
          localHour: 3,
          size: rate(60),
          action: 'delete',
        }),
        handwork({ dailyChance: 0.12 }),
      ],
    };
  },
};

/** Business software as a service with stored procedures, in one country. */
export const tenantSoftware: Personality = {
  name: 'software as a service',
  api: 'nosql',
  domain: 'finance',
  country: 'IN',
  utcOffset: 5.5,
  region: 'Central India',
  secondRegion: 'Southeast Asia',
  traits: ['steadyIdentities', 'entraOnly', 'developers', 'scripts', 'largeAnswers'],
  staff: 4,
  containersUsed: 4,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const outbound = sharedOutbound([subnet(random, region, 26)]);
    const application = origin('application', outbound, software.node, managedIdentity(random));
    return {
      application,
      workloads: [
        service({
          name: 'web',
          origin: application,
          peakPerHour: rate(60),
          rhythm: officeHours(utcOffset),
          mix: { read: 4, query: 4, upsert: 2, execute: 2, delete: 0.05 },
        }),
        scriptDeployments(managedIdentity(random)),
        handwork({ dailyChance: 0.2 }),
      ],
    };
  },
};
