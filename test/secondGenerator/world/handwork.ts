import { Random } from '../random';
import { DAY, HOUR, MINUTE, SECOND, WORLD_START, isWeekend } from '../time';
import type { Action, Entry } from './entry';
import {
  configurationChange,
  listKeys,
  managementCall,
  personCaller,
  pipelineCaller,
} from './management';
import type { Account, Credential, Origin, Person, Workload } from './model';
import { homeAddress, personOrigin } from './people';
import { software } from './software';
import { request } from './traffic';

export interface HandworkSettings {
  /** Chance that a person works on the account on a working day. */
  dailyChance: number;
  /** First day (since the world began) on which each further person appears; absent: day 0. */
  firstDays?: readonly number[];
}

/** People who look into the data: from the office or from home, with Data Explorer or an SDK. */
export function handwork(settings: HandworkSettings): Workload {
  return (account, hour) => {
    const entries: Entry[] = [];
    account.staff.forEach((person, index) => {
      const localDay = Math.floor((hour + account.utcOffset * HOUR) / DAY);
      const plan = new Random(`${person.objectId}/${account.name}/${localDay}`);
      const begun = hour >= WORLD_START + (settings.firstDays?.[index] ?? 0) * DAY;
      const works = plan.chance(isWeekend(hour, account.utcOffset) ? 0.02 : settings.dailyChance);
      const start = plan.integer(8, 17);
      const now = Math.floor((hour + account.utcOffset * HOUR) / HOUR) % 24;
      if (!begun || !works || now !== start) return;
      const address = plan.chance(0.6) ? person.officeAddress : homeAddress(person, hour);
      entries.push(...sitting(account, person, hour, plan, address));
    });
    return entries;
  };
}

/** One sitting of a person at the data: half an hour or so. */
export function sitting(
  account: Account,
  person: Person,
  start: number,
  random: Random,
  address: string,
): Entry[] {
  const tool = random.chance(0.7) ? 'explorer' : 'sdk';
  const origin = personOrigin(account, person, address, tool);
  const entries: Entry[] = [];
  let at = start + random.between(0, 25) * MINUTE;
  if (tool === 'explorer' && !account.traits.has('entraOnly')) {
    // Data Explorer fetches the keys before it can show anything.
    const caller = personCaller(person, address);
    entries.push(managementCall(account, random, at, caller, listKeys));
  }
  if (tool === 'explorer') {
    for (const action of ['listDatabases', 'listContainers', 'readOffers'] as const) {
      at += random.between(0.2, 2) * SECOND;
      entries.push(request(account, random, at, origin, action));
    }
  }
  return [...entries, ...browsing(account, origin, at, random, random.integer(5, 22))];
}

/** Queries, reads and now and then a change, at a person's pace. */
export function browsing(
  account: Account,
  origin: Origin,
  start: number,
  random: Random,
  count: number,
): Entry[] {
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    at += random.logNormal(35, 0.8) * SECOND;
    const action: Action = random.weighted({ query: 6, read: 4, readFeed: 1, replace: 0.4 });
    const status = action === 'query' && random.chance(0.04) ? 400 : undefined;
    entries.push(request(account, random, at, origin, action, status ? { status } : {}));
  }
  return entries;
}

/**
 * The deployment pipeline: every night it refreshes its state, which lists the keys of every account
 * in the subscription within minutes; once a week it applies changes.
 */
export function pipelineRuns(): Workload {
  return (account, hour, random) => {
    const entries: Entry[] = [];
    const day = new Date(hour);
    const runner = new Random(`${account.subscriptionId}/runner/${hour}`);
    if (day.getUTCHours() === 2) {
      const at = hour + 7 * MINUTE + account.index * random.between(1.2, 2) * SECOND;
      entries.push(managementCall(account, random, at, pipelineCaller(account, runner), listKeys));
    }
    const applies = day.getUTCDay() === 2 + (account.index % 2) && day.getUTCHours() === 9;
    if (applies) {
      const at = hour + random.between(5, 50) * MINUTE;
      const caller = pipelineCaller(account, runner);
      entries.push(
        managementCall(account, random, at, caller, 'Microsoft.DocumentDB/databaseAccounts/write'),
        managementCall(account, random, at + 4 * SECOND, caller, listKeys),
        configurationChange(account, random, at + 20 * SECOND, 'AccountUpdateComplete', {
          operationType: 'Update',
          resourceDetails: '{tags}',
        }),
      );
    }
    return entries;
  };
}

/** Stored procedures deployed by the pipeline every Wednesday afternoon. */
export function scriptDeployments(credential: Credential): Workload {
  return (account, hour, random) => {
    const local = new Date(hour + account.utcOffset * HOUR);
    if (local.getUTCDay() !== 3 || local.getUTCHours() !== 14) return [];
    const origin: Origin = {
      role: 'pipeline',
      address: pipelineCaller(account, random).address,
      userAgent: software.nodeNewer,
      credential,
      connection: 'Gateway',
    };
    return [1, 3].map((minutes) =>
      request(account, random, hour + minutes * MINUTE, origin, 'writeProcedure', {
        item: `sp_${random.hex(6)}`,
      }),
    );
  };
}

/** The platform's own reads of its metadata, now and then. */
export function platformCalls(origin: Origin): Workload {
  return (account: Account, hour, random) =>
    random.chance(0.04)
      ? [request(account, random, hour + random.next() * HOUR, origin, 'readContainer')]
      : [];
}
