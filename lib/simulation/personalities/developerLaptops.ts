import { DAY, HOUR, isWeekend, localHour } from '../calendar';
import type { Random } from '../random';
import { countryOf, residentialAddress } from '../world/countries';
import { rentedAddress } from '../world/datacenters';
import { deployedSoftware } from '../world/software';
import { entraIdentity } from '../traffic/clients';
import { portalWorkload } from '../traffic/portal';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, type Personality, type Site } from './site';
import type { Person } from '../world/people';
import type { ClientSource } from '../traffic/request';

/** A development account: people at the office, at home, through a VPN, and on the road. */
export const developerLaptops: Personality = {
  name: 'developer-laptops',
  build(site) {
    const { random } = site;
    const containers = containersOf('dev', { items: 1_200, users: 900, events: 600 }, [
      'userId',
      'kind',
      'state',
    ]);
    const vpn = rentedAddress(random.fork('vpn'), 'FR');
    const laptops = site.people.map((who, i) => laptop(site, who, i, vpn));
    const [application = laptops[0]] = laptops;
    if (application === undefined) throw new RangeError('a site has people');
    const credentials = new Map(
      site.people.map((who) => [who, entraIdentity(random.fork(`portal ${who.objectId}`))()]),
    );
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['people', 'entraOnly', 'busyByDay']),
      containers,
      application,
      workloads: [
        ...laptops.map((client, i) =>
          applicationWorkload(
            {
              rateAt: (time) => workingRate(time, site.offset, random.fork(`rate ${i}`)),
              client,
              containers,
              mix: READ_MOSTLY,
              inlinedQueries: 0.5,
            },
            random.fork(`traffic ${i}`),
          ),
        ),
        portalWorkload(
          site.people,
          (who) => credentials.get(who) ?? { kind: 'key', key: 'PrimaryMasterKey' },
          2,
          random.fork('portal'),
        ),
        site.management,
      ],
    };
  },
};

/** Bursts while somebody tries things out. */
function workingRate(time: number, offset: number, random: Random): number {
  const hour = localHour(time, offset);
  const works = random.fork(`hour ${Math.floor(time / HOUR)}`).chance(0.45);
  if (!works || hour < 8 || hour > 20) return 0;
  return isWeekend(time, offset) ? 3 : 35;
}

/** A laptop: on some days behind the VPN, and every few weeks in a country nearby. */
function laptop(site: Site, who: Person, index: number, vpn: string): ClientSource {
  const random = site.random.fork(`laptop ${index}`);
  const line = random.pick(['python', 'javascript', 'dotnet'] as const);
  const software = deployedSoftware(line, 'dev', random.fork('software'), site.begin, 16);
  const credential = entraIdentity(random.fork('identity'))();
  const { neighbours } = countryOf(site.homeCountry);
  const trips = random.integer(9, 17);
  return (time) => {
    const day = Math.floor(time / DAY);
    const habit = random.fork(`day ${day}`);
    const travels = (day + index * 5) % trips < 2;
    const abroad = (): string => {
      const trip = random.fork(`trip ${Math.floor(day / trips)}`);
      return residentialAddress(trip, trip.pick(neighbours));
    };
    const place = habit.chance(0.25) ? vpn : who.addressAt(time, habit);
    return {
      address: travels ? abroad() : place,
      userAgent: software.agentAt(time),
      credential,
      mode: 'Gateway',
    };
  };
}
