import { HOUR, isWeekend, localMidnight, SECOND } from '../calendar';
import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import type { Operator } from '../world/people';
import { armContainer, containerChange } from './armContainer';
import { listKeys } from './portal';
import type { SimulatedAccount, Workload } from './account';
import type { Container } from './container';

/** What happens to any account through Azure Resource Manager, apart from people in the portal. */
export interface ManagementHabits {
  /** Deployments a week; each lists the keys to put them into the application's settings. */
  readonly deployments: number;
  /** Refreshes the state of all accounts every night, and lists their keys each time. */
  readonly terraform: Operator | null;
}

/** Deployments, Terraform and scaling, each day of work. */
export function managementWorkload(habits: ManagementHabits, random: Random): Workload {
  return {
    run(start: number, log: AccountLog): void {
      const { account } = log;
      const midnight = localMidnight(start, account.offset);
      const day = random.fork(`day ${midnight}`);
      const happensIn = (hour: number): number | null => {
        const time = midnight + hour * HOUR;
        return time >= start && time < start + HOUR ? time : null;
      };
      const refresh = happensIn(3 + day.between(0, 0.2));
      if (habits.terraform !== null && refresh !== null) {
        terraformRefresh(log, refresh, habits.terraform, random);
      }
      if (isWeekend(start, account.offset)) return;
      const deploys = day.chance(habits.deployments / 5);
      const deployment = happensIn(day.between(9, 17));
      if (deploys && deployment !== null) deploy(log, deployment, account.pipeline, random);
      const scales = day.chance(0.06);
      const scaling = happensIn(day.between(9, 16));
      if (scales && scaling !== null) scaleThroughput(log, scaling, random);
      const creates = day.chance(0.02);
      const creation = happensIn(day.between(9, 16));
      if (creates && creation !== null) createContainer(log, creation, random);
    },
  };
}

function terraformRefresh(log: AccountLog, time: number, operator: Operator, random: Random): void {
  const address = operator.addressAt(time, random);
  const operations = ['listKeys/action', 'readonlykeys/action', 'listConnectionStrings/action'];
  operations.forEach((operation, i) =>
    listKeys(log, time + i * 2 * SECOND, operator, address, random, operation),
  );
}

/** A pipeline deploys the account's template and reads the keys for the application. */
export function deploy(log: AccountLog, time: number, operator: Operator, random: Random): void {
  const address = operator.addressAt(time, random);
  log.manage(
    {
      ...operation(time, operator, random),
      address,
      operation: 'write',
      body: { properties: { publicNetworkAccess: publicAccess(log.account) } },
    },
    accountUpdate(log.account, firewallOf(log.account)),
  );
  listKeys(log, time + 40 * SECOND, operator, address, random);
}

const publicAccess = (account: SimulatedAccount): string =>
  account.traits.has('private') ? 'Disabled' : 'Enabled';

/** The account's firewall as it should be: the office and the application's networks. */
export function firewallOf(account: SimulatedAccount): string {
  return account.traits.has('private') ? '' : `198.51.100.${account.name.length},20.73.0.0/16`;
}

/** The account's firewall lets in these ranges from now on. */
export function changeFirewall(
  log: AccountLog,
  common: ReturnType<typeof operation>,
  ipRangeFilter: string,
): void {
  const ipRules = ipRangeFilter.split(',').map((ipAddressOrRange) => ({ ipAddressOrRange }));
  log.manage(
    { ...common, operation: 'write', body: { properties: { ipRules } } },
    accountUpdate(log.account, ipRangeFilter),
  );
}

/** The two records of a change of the account itself. */
export function accountUpdate(account: SimulatedAccount, ipRangeFilter: string, extra = {}) {
  return {
    operationName: 'AccountUpdate',
    paired: true,
    properties: {
      operationType: 'Update',
      ipRangeFilter,
      enableVirtualNetworkFilter: account.traits.has('private') ? 'True' : 'False',
      enablePrivateEndpointConnection: account.traits.has('private') ? 'True' : 'False',
      enableDataPlaneRequestsTrace: account.exports.dataPlane ? 'True' : 'False',
      enableControlPlaneRequestsTrace: 'True',
      sqlQueryTextTraceType: account.exports.queryText === 'full' ? 'FullText' : 'None',
      defaultConsistencyLevel: 'Session',
      enableAutomaticFailover: 'True',
      ...extra,
    },
  };
}

function scaleThroughput(log: AccountLog, time: number, random: Random): void {
  const operator = random.pick(log.account.people);
  const resource = armContainer(log.account, random.pick(log.account.containers));
  const path = `${resource.path}/throughputSettings/default`;
  log.manage(
    {
      ...operation(time, operator, random),
      operation: `${resource.type}/throughputSettings/write`,
      target: `/${path}`,
      body: { properties: { resource: { throughput: 400 * random.integer(1, 20) } } },
    },
    containerChange({ ...resource, path }, 'ThroughputUpdate', 'PUT'),
  );
}

function createContainer(log: AccountLog, time: number, random: Random): void {
  const container = random.pick(log.account.containers);
  addContainer(log, time, { ...container, name: `feature${random.hex(4)}` }, random);
}

/** The pipeline makes a container. */
export function addContainer(
  log: AccountLog,
  time: number,
  container: Container,
  random: Random,
): void {
  const resource = armContainer(log.account, container);
  log.manage(
    {
      ...operation(time, log.account.pipeline, random),
      operation: `${resource.type}/write`,
      target: `/${resource.path}`,
      result: 'Created',
    },
    containerChange(resource, 'Create', 'PUT'),
  );
}

/** What all operations have; the operator is where they usually are. */
export function operation(time: number, operator: Operator, random: Random) {
  return {
    time,
    target: '',
    operator,
    address: operator.addressAt(time, random),
    result: 'OK',
    correlationId: random.guid(),
  };
}
