import { ATTACKS } from './attacks';
import { DAY, HOUR } from './calendar';
import { DECOYS } from './decoys';
import { AccountLog } from './logs/accountLog';
import { Delivery } from './logs/delivery';
import { Planter, type Plan, type PlannedIncident } from './incidents/planting';
import { truthOf, type Truth } from './incidents/truth';
import { PERSONALITIES } from './personalities';
import { siteOf } from './personalities/site';
import { Random } from './random';
import { runnerAddress } from './world/datacenters';
import { intelText, listedAddresses } from './world/listedAddresses';
import { servicePrincipal } from './world/people';
import type { RawRecord } from './records';

export interface SimulationRequest {
  readonly days: number;
  readonly accounts: number;
  readonly seed: number;
  /** Midnight UTC at which it begins, epoch ms. */
  readonly begin: number;
  /** Names of attacks; all where absent. */
  readonly attacks?: readonly string[];
  /** Names of decoys; all where absent. */
  readonly decoys?: readonly string[];
  /** Ordinary traffic of applications as a multiple of the usual; 1 where absent. */
  readonly traffic?: number;
}

/** Records of one category and resource that arrived within one hour, in order of arrival. */
export interface LogBlob {
  /** `DataPlaneRequests` and so on, or `ActivityLog`. */
  readonly category: string;
  /** Of the account, or of the subscription for the Activity Log; as the logs write it. */
  readonly resourceId: string;
  /** Start of the hour, epoch ms. */
  readonly hour: number;
  readonly records: readonly RawRecord[];
}

/** Two month ends, four weeks apart, lie within thirty days from here. */
export const DEFAULT_BEGIN = Date.UTC(2026, 0, 31);

/** Accounts of one subscription, about. */
const PER_SUBSCRIPTION = 15;

/** Telemetry of made-up accounts over some days. The same request gives the same records. */
export class Simulation {
  /** Addresses that are listed in this world, in the form of `--intel`. */
  readonly intel: string;
  readonly plan: Plan;
  readonly end: number;
  private readonly logs: readonly AccountLog[];
  private readonly activities = new Map<string, Delivery>();
  private readonly found: Truth[] = [];

  constructor(private readonly request: SimulationRequest) {
    const random = new Random(request.seed).fork('simulation');
    this.end = request.begin + request.days * DAY;
    this.logs = this.makeAccounts(random);
    const listed = listedAddresses(random.fork('listed'));
    this.intel = intelText(listed);
    const planter = new Planter(
      this.logs,
      request.begin,
      this.end,
      listed,
      random.fork('incidents'),
    );
    planter.attacks(ATTACKS.filter(({ name }) => request.attacks?.includes(name) ?? true));
    planter.decoys(DECOYS.filter(({ name }) => request.decoys?.includes(name) ?? true));
    this.plan = planter.plan();
  }

  /** All records, hour by hour. To be run once. */
  *blobs(): Generator<LogBlob> {
    for (let hour = this.request.begin; hour < this.end; hour += HOUR) {
      // Incidents first: a silence begins before the hour's requests are written.
      for (const incident of this.plan.incidents) this.act(incident, hour);
      for (const log of this.logs) {
        log.beginHour(hour);
        for (const workload of log.account.workloads) workload.run(hour, log);
        yield* this.blobsOf(log, hour, hour + HOUR);
      }
      yield* this.activityBlobs(hour, hour + HOUR);
    }
    // What was still on its way at the end.
    for (const log of this.logs) yield* this.blobsOf(log, this.end, Infinity);
    yield* this.activityBlobs(this.end, Infinity);
  }

  /** What is to be found, by time; complete when all blobs have been taken. */
  get truth(): readonly Truth[] {
    return [...this.found].sort((a, b) => a.start.localeCompare(b.start));
  }

  private act(planned: PlannedIncident, hour: number): void {
    const { incident, scene } = planned;
    if (scene.start >= hour + HOUR) {
      incident.history?.(hour, scene, this.request.begin);
    } else if (scene.start >= hour) {
      const before = this.recordsOf(scene.neighbours);
      const facts = incident.play(scene);
      this.found.push(truthOf(planned, facts, this.recordsOf(scene.neighbours) - before));
    }
  }

  private recordsOf(logs: readonly AccountLog[]): number {
    return logs.reduce((sum, { records }) => sum + records, 0);
  }

  private *blobsOf(log: AccountLog, hour: number, end: number): Generator<LogBlob> {
    for (const [category, records] of log.arrivedBefore(end)) {
      yield { category, resourceId: log.resourceId, hour, records };
    }
  }

  private *activityBlobs(hour: number, end: number): Generator<LogBlob> {
    for (const [subscription, activity] of this.activities) {
      const records = activity.arrivedBefore(end);
      const resourceId = `/SUBSCRIPTIONS/${subscription}`.toUpperCase();
      if (records.length > 0) yield { category: 'ActivityLog', resourceId, hour, records };
    }
  }

  private makeAccounts(random: Random): readonly AccountLog[] {
    const { accounts, begin, days, traffic = 1 } = this.request;
    const subscriptions = Array.from(
      { length: Math.max(1, Math.round(accounts / PER_SUBSCRIPTION)) },
      (_, i) => {
        const drawn = random.fork(`subscription ${i}`);
        const id = drawn.guid();
        this.activities.set(id, new Delivery(drawn.fork('activity log')));
        const machine = runnerAddress(drawn);
        return { id, terraform: servicePrincipal(drawn, 'terraform', () => machine) };
      },
    );
    return Array.from({ length: accounts }, (_, i) => {
      const drawn = random.fork(`account ${i}`);
      const personality = PERSONALITIES[i % PERSONALITIES.length];
      const subscription = subscriptions[i % subscriptions.length];
      const activity = this.activities.get(subscription?.id ?? '');
      if (!personality || !subscription || !activity) throw new RangeError('no subscription');
      const terraform = drawn.chance(0.5) ? subscription.terraform : null;
      const site = siteOf(i, subscription.id, terraform, begin, days, personality.name, drawn);
      return new AccountLog(personality.build(site), activity, drawn.fork('log'), traffic);
    });
  }
}
