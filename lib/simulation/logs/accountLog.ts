import { activityLogs, type ArmOperation } from './activityLog';
import { COMMAND_CATEGORIES, commandLog, hasCommand } from './command';
import { controlPlaneLogs, type ControlPlaneChange } from './controlPlane';
import { dataPlaneLog, type RecordPlace } from './dataPlane';
import { Delivery } from './delivery';
import { queryStatisticsLog } from './queryStatistics';
import { VolumeHistory } from './volumeHistory';
import { resourceIdOf, type SimulatedAccount } from '../traffic/account';
import type { Random } from '../random';
import type { RawRecord } from '../records';
import type { Request } from '../traffic/request';

/** A stretch of time without records of an account; the requests go on. */
export interface Silence {
  readonly start: number;
  readonly end: number;
  /** The only category that is silent; all where absent. */
  readonly category?: string;
}

/** Another region serves requests for a while. */
export interface Failover {
  readonly start: number;
  readonly end: number;
  readonly region: string;
}

/** What the service writes about one account: requests become records and are sent off. */
export class AccountLog {
  readonly resourceId: string;
  /** Bytes that ordinary requests sent out. */
  readonly volumes: VolumeHistory;
  /** Records written so far, copies not counted. */
  records = 0;
  private readonly streams = new Map<string, Delivery>();
  private readonly silences: Silence[] = [];
  private failover: Failover | null = null;
  private place: RecordPlace;

  constructor(
    readonly account: SimulatedAccount,
    /** The subscription's Activity Log. */
    private readonly activity: Delivery,
    private readonly random: Random,
    /** Ordinary traffic as a multiple of the usual. */
    readonly traffic = 1,
  ) {
    this.resourceId = resourceIdOf(account);
    this.volumes = new VolumeHistory(account.offset);
    this.place = { ...account, resourceId: this.resourceId, region: '' };
  }

  silence(silence: Silence): void {
    this.silences.push(silence);
  }

  /** From the next full hour on. */
  failOver(failover: Failover): void {
    this.failover = failover;
  }

  /** To be told at the start of each hour. */
  beginHour(start: number): void {
    const { failover } = this;
    const isAway = failover !== null && start >= failover.start && start < failover.end;
    const region = isAway ? failover.region : this.account.regionAt(start);
    this.place = { ...this.place, region };
  }

  /** Writes the records of a request in every category that the account exports. */
  request(request: Request): void {
    const { api, exports } = this.account;
    const activityId = this.random.guid();
    const duration = 1.2 + request.requestUnits * this.random.between(0.4, 1.1);
    if (api !== 'nosql' && exports.commands && hasCommand(api, request.action)) {
      const record = commandLog(
        api,
        request,
        this.place,
        activityId,
        duration,
        exports.queryText === 'full',
      );
      if (record !== null) this.write(COMMAND_CATEGORIES[api], request.time, record);
    }
    if (exports.dataPlane) {
      const record = dataPlaneLog(request, this.place, activityId, duration);
      this.write('DataPlaneRequests', request.time, record);
    }
    if (api === 'nosql' && exports.queryText !== 'none' && request.query !== undefined) {
      const { query } = request;
      const record = queryStatisticsLog(request, query, this.place, activityId, exports.queryText);
      this.write('QueryRuntimeStatistics', request.time, record);
    }
  }

  /** Writes both Activity Log records of an operation, and what the account itself logs of it. */
  manage(operation: ArmOperation, change?: ControlPlaneChange): void {
    const duration = this.random.between(400, 4_000);
    const { subscription } = this.account;
    const [start, end] = activityLogs(operation, this.resourceId, subscription, duration);
    this.activity.send(operation.time, start);
    this.activity.send(operation.time + duration, end);
    this.records += 2;
    if (change === undefined) return;
    const activityId = this.random.guid();
    for (const [time, record] of controlPlaneLogs(
      change,
      operation.time,
      duration,
      this.place,
      activityId,
    )) {
      this.write('ControlPlaneRequests', time, record);
    }
  }

  /** What arrives before `end`, by category. */
  *arrivedBefore(end: number): Generator<readonly [category: string, RawRecord[]]> {
    for (const [category, stream] of this.streams) {
      const records = stream.arrivedBefore(end);
      if (records.length > 0) yield [category, records];
    }
  }

  private write(category: string, time: number, record: RawRecord): void {
    const isSilent = this.silences.some(
      (silence) =>
        time >= silence.start && time < silence.end && (silence.category ?? category) === category,
    );
    if (isSilent) return;
    let stream = this.streams.get(category);
    if (stream === undefined) {
      stream = new Delivery(this.random.fork(category));
      this.streams.set(category, stream);
    }
    stream.send(time, record);
    this.records += 1;
  }
}
