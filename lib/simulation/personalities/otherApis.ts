import { allDay, officeHours, type Rhythm } from '../calendar';
import { fixedKey, serviceClients } from '../traffic/clients';
import { exportWork, jobWorkload } from '../traffic/jobs';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { containersOf, ofSite, subnetOf, type Personality } from './site';
import type { Trait } from '../traffic/account';
import type { CommandApi } from '../logs/commandText';
import type { SoftwareLine } from '../world/software';

interface ApiAccount {
  readonly name: string;
  readonly api: CommandApi;
  readonly line: SoftwareLine;
  readonly rhythm: Rhythm;
  /** Requests an hour when busiest. */
  readonly rate: number;
  readonly text: 'none' | 'full';
  /** Exports DataPlaneRequests too: each request in two records with one activity id. */
  readonly twins: boolean;
  readonly traits: readonly Trait[];
  readonly sizes: Readonly<Record<string, number>>;
  readonly properties: readonly string[];
}

const BY_DAY = ['settledPlaces', 'settledActors', 'busyByDay'] as const;
const ALWAYS = [...BY_DAY, 'busyAllDay'] as const;

const ACCOUNTS: readonly ApiAccount[] = [
  {
    name: 'mongodb-catalogue',
    api: 'mongodb',
    line: 'mongoNode',
    rhythm: allDay,
    rate: 80,
    text: 'full',
    twins: false,
    traits: ALWAYS,
    sizes: { products: 3_000, prices: 400, users: 900 },
    properties: ['sku', 'brand', 'username'],
  },
  {
    name: 'mongodb-analytics',
    api: 'mongodb',
    line: 'pymongo',
    rhythm: officeHours,
    rate: 60,
    text: 'none',
    twins: true,
    traits: BY_DAY,
    sizes: { visits: 1_200, funnels: 2_800 },
    properties: ['visitor', 'campaign'],
  },
  {
    name: 'cassandra-sensors',
    api: 'cassandra',
    line: 'datastax',
    rhythm: allDay,
    rate: 100,
    text: 'full',
    twins: false,
    traits: ALWAYS,
    sizes: { readings: 600, sensors: 1_500 },
    properties: ['sensor_id', 'site'],
  },
  {
    name: 'gremlin-network',
    api: 'gremlin',
    line: 'gremlinNet',
    rhythm: officeHours,
    rate: 50,
    text: 'full',
    twins: false,
    traits: BY_DAY,
    sizes: { person: 1_400, company: 2_200 },
    properties: ['name', 'city'],
  },
  {
    name: 'table-sessions',
    api: 'table',
    line: 'tables',
    rhythm: allDay,
    rate: 70,
    text: 'full',
    twins: true,
    traits: ALWAYS,
    sizes: { sessions: 1_000, settings: 1_300 },
    properties: ['PartitionKey', 'State'],
  },
];

/** An account of one of the other APIs: one application, and a copy of everything each night. */
export const otherApis: readonly Personality[] = ACCOUNTS.map((shape) => ({
  name: shape.name,
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf('main', shape.sizes, shape.properties);
    const application = serviceClients(
      {
        line: shape.line,
        application: shape.name,
        subnet: subnetOf(site, 'application'),
        credential: fixedKey('PrimaryMasterKey'),
        mode: 'Gateway',
        begin,
        machinesAt: (time) => 2 + 2 * shape.rhythm(time, offset),
      },
      random.fork('application'),
    );
    const megabytes = random.between(10, 30);
    return {
      ...ofSite(site),
      personality: shape.name,
      api: shape.api,
      exports: { dataPlane: shape.twins, queryText: shape.text, commands: true },
      traits: new Set(shape.traits),
      containers,
      application,
      nightlyCopy: { client: application, hour: 2, megabytes },
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => shape.rate * shape.rhythm(time, offset),
            client: application,
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('traffic'),
        ),
        jobWorkload(
          {
            hour: 2,
            offset,
            minutes: 30,
            runsOn: () => true,
            work: exportWork(application, containers, () => megabytes),
          },
          random.fork('copy'),
        ),
        site.management,
      ],
    };
  },
}));
