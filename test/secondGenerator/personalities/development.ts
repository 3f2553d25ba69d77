import { buildRunners } from '../network';
import { DAY, HOUR, MINUTE, WORLD_START } from '../time';
import { browsing, handwork } from '../world/handwork';
import { fixedHosts, origin, sharedOutbound } from '../world/hosts';
import { integrationTests } from '../world/jobs';
import type { Workload } from '../world/model';
import { homeAddress, personOrigin } from '../world/people';
import { officeHours } from '../world/rhythm';
import { service } from '../world/service';
import { software } from '../world/software';
import type { Personality } from './personality';
import { key, managedIdentity, subnet } from './personality';

/** Build pipelines create containers, test against them and drop them; people try things out. */
export const testAccount: Personality = {
  name: 'test account',
  api: 'nosql',
  domain: 'retail',
  country: 'GB',
  utcOffset: 1,
  region: 'UK South',
  secondRegion: 'North Europe',
  traits: ['dropsContainers', 'developers', 'newcomers'],
  staff: 4,
  containersUsed: 4,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const runners = origin('pipeline', sharedOutbound(buildRunners), software.dotnet, key());
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, software.dotnet, key());
    return {
      application,
      workloads: [
        integrationTests(runners, rate(14)),
        service({
          name: 'staging',
          origin: application,
          peakPerHour: rate(18),
          rhythm: officeHours(utcOffset),
          mix: { read: 4, query: 3, upsert: 2, delete: 0.3 },
        }),
        handwork({ dailyChance: 0.5, firstDays: [0, 0, 0, 8] }),
      ],
    };
  },
};

/** Developers with their laptops: office, home, and a contractor whose contract ended. */
export const developerLaptops: Personality = {
  name: 'developer laptops',
  api: 'nosql',
  domain: 'content',
  country: 'DE',
  utcOffset: 2,
  region: 'Germany West Central',
  secondRegion: 'West Europe',
  traits: ['entraOnly', 'developers', 'newcomers'],
  staff: 8,
  containersUsed: 5,
  fullText: true,
  settle({ random, region, utcOffset, rate }) {
    const hosts = fixedHosts(random, subnet(random, region, 28), 2);
    const application = origin('application', hosts, software.node, managedIdentity(random));
    return {
      application,
      workloads: [
        service({
          name: 'preview',
          origin: application,
          peakPerHour: rate(30),
          rhythm: officeHours(utcOffset),
          mix: { read: 4, query: 3, upsert: 1, delete: 0.05 },
        }),
        handwork({ dailyChance: 0.6, firstDays: [0, 0, 0, 0, 3, 6, 10, 12] }),
      ],
    };
  },
};

/**
 * Somebody who works in the first three days only and is not seen again: a dormant identity. Runs
 * beside the account's other handwork.
 */
export const departedColleague: Workload = (account, hour, random) => {
  const person = account.departed;
  const early = hour < WORLD_START + 3 * DAY;
  const local = ((hour - WORLD_START) / HOUR + account.utcOffset) % 24;
  if (!early || Math.floor(local) !== 11) return [];
  const start = hour + random.between(0, 40) * MINUTE;
  const origin = personOrigin(account, person, homeAddress(person, hour));
  return browsing(account, origin, start, random, 12);
};
