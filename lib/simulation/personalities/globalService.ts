import { allDay } from '../calendar';
import { COUNTRIES, residentialAddress } from '../world/countries';
import { fixedKey, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY, WRITE_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';

/** Devices in many countries that write to the account themselves; a new country is no news. */
export const globalService: Personality = {
  name: 'global-service',
  build(site) {
    const { random, begin } = site;
    const containers = containersOf(
      'devices',
      { telemetry: 900, registrations: 700, firmware: 9_000 },
      ['deviceId', 'model', 'state'],
    );
    const service = serviceClients(
      {
        line: 'java',
        application: 'device-hub',
        subnet: subnetOf(site, 'hub'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Gateway',
        begin,
        machinesAt: (time) => 4 + 3 * allDay(time, 0),
      },
      random.fork('hub'),
    );
    // Some countries have many devices, some a handful.
    const sales = random.fork('sales').shuffled(COUNTRIES);
    const perCountry = sales.map((country, rank) => [country.code, 1 / (rank + 1)] as const);
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'obfuscated', commands: false },
      traits: new Set(['busyAllDay']),
      containers,
      application: service,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 60 * allDay(time, 0),
            client: (_, drawn) => ({
              address: residentialAddress(drawn, drawn.weighted(perCountry)),
              userAgent: `azsdk-go-azcosmos/v1.0.${drawn.integer(1, 3)} (go1.22.5; linux)`,
              credential: { kind: 'key', key: 'SecondaryMasterKey' },
              mode: 'Gateway',
            }),
            containers,
            mix: WRITE_MOSTLY,
          },
          random.fork('devices'),
        ),
        applicationWorkload(
          { rateAt: (time) => 50 * allDay(time, 0), client: service, containers, mix: READ_MOSTLY },
          random.fork('traffic'),
        ),
        site.management,
      ],
    };
  },
};
