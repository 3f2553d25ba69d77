import { leisure } from '../calendar';
import { fixedKey, resourceToken, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { HomeConnection } from '../world/machines';
import { countryOf } from '../world/countries';
import { containersOf, ofSite, subnetOf, type Personality } from './site';
import type { ClientSource } from '../traffic/request';

const USERS = 4_000;

/** An app on thousands of telephones, each with a resource token of its own. */
export const mobileBackend: Personality = {
  name: 'mobile-backend',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('mobile', { notes: 1_400, settings: 300, photos: 7_000 }, [
      'ownerId',
      'album',
      'changed',
    ]);
    const broker = serviceClients(
      {
        line: 'dotnet',
        application: 'TokenBroker',
        subnet: subnetOf(site, 'broker'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Gateway',
        begin,
        machinesAt: () => 2,
      },
      random.fork('broker'),
    );
    const { networks } = countryOf(site.homeCountry);
    const telephones: ClientSource = (time, drawn) => {
      const user = drawn.integer(1, USERS);
      const own = random.fork(`user ${user}`);
      const connection = new HomeConnection(own.pick(networks), own, 3);
      return {
        address: connection.addressAt(time),
        userAgent: `cosmos-netstandard-sdk/3.4${user % 3}.0|1|Arm64|iOS 17.5|.NET 8.0.6|N|F 00000010|Notes`,
        credential: resourceToken(user),
        mode: 'Gateway',
      };
    };
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'none', commands: false },
      traits: new Set(['tokens']),
      containers,
      application: broker,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 260 * leisure(time, offset),
            client: telephones,
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('telephones'),
        ),
        applicationWorkload(
          {
            rateAt: (time) => 20 * leisure(time, offset),
            client: broker,
            containers: containers.slice(1, 2),
            mix: READ_MOSTLY,
          },
          random.fork('broker traffic'),
        ),
        site.management,
      ],
    };
  },
};
