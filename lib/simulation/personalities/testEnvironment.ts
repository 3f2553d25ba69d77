import { DAY, HOUR, isWeekend, localHour, MINUTE, SECOND } from '../calendar';
import { runnerAddress } from '../world/datacenters';
import { metadataRequest, ordinaryRequest } from '../traffic/requests';
import { deployedSoftware } from '../world/software';
import { containersOf, ofSite, type Personality, type Site } from './site';
import type { Random } from '../random';
import type { AccountLog } from '../logs/accountLog';
import type { Workload } from '../traffic/account';
import type { Client, ClientSource } from '../traffic/request';
import type { Container } from '../traffic/container';

/** Build machines, each run from another address, make databases and drop them again. */
export const testEnvironment: Personality = {
  name: 'test-environment',
  build(site) {
    const { random } = site;
    const containers = containersOf('tests', { fixtures: 700, results: 1_100 }, ['suite', 'run']);
    const software = deployedSoftware('dotnet', 'tests', random.fork('software'), site.begin, 8);
    const runner: ClientSource = (time, drawn) => ({
      address: runnerAddress(drawn),
      userAgent: software.agentAt(time),
      credential: { kind: 'key', key: 'PrimaryMasterKey' },
      mode: 'Gateway',
    });
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'full', commands: false },
      traits: new Set(['destructive', 'busyByDay']),
      containers,
      application: runner,
      workloads: [buildRuns(site, runner, containers), site.management],
    };
  },
};

function buildRuns(site: Site, runner: ClientSource, containers: readonly Container[]): Workload {
  const random = site.random.fork('builds');
  return {
    run(start, log): void {
      const hour = localHour(start, site.offset);
      const busy = !isWeekend(start, site.offset) && hour >= 8 && hour < 18;
      const runs = random.poisson(busy ? 1.6 : 0.15);
      for (let i = 0; i < runs; i += 1) {
        const time = start + random.between(0, HOUR - 10 * MINUTE);
        buildRun(log, time, runner(time, random), random.pick(containers), random);
      }
    },
  };
}

function buildRun(
  log: AccountLog,
  time: number,
  client: Client,
  like: Container,
  random: Random,
): void {
  const database = `run-${Math.floor(time / DAY)}-${random.hex(4)}`;
  const container = { ...like, database };
  const end = time + random.between(2, 8) * MINUTE;
  log.request(metadataRequest(time, 'createDatabase', client, container));
  log.request(metadataRequest(time + SECOND, 'createContainer', client, container));
  const requests = random.integer(20, 70);
  for (let i = 0; i < requests; i += 1) {
    const action = random.pick(['createDocument', 'readDocument', 'queryDocuments'] as const);
    const at = random.between(time + 2 * SECOND, end);
    log.request(ordinaryRequest(random, at, action, client, container, 0.5));
  }
  log.request(metadataRequest(end + SECOND, 'dropDatabase', client, container));
}
