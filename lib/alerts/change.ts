import type { AlertType } from './alertType';
import type { Finding, WindowFinding } from './finding';
import type { OperationEntry } from '../activity/operationSet';
import type { AccessEvent, AccountId, MessagePosition } from '../telemetry/event';
import type { AlertId } from './alert';
import { BOUND_REACHED, type AlertBound } from './alertBound';
import { insteadOf, type Client, type Facts } from './facts';
import { alertId, type AlertIdentity } from './identity';

/** One operation that belongs to an alert. */
export interface Occurrence {
  readonly entry: OperationEntry;
  readonly message: MessagePosition;
  readonly event: AccessEvent;
  readonly finding: Finding;
  readonly facts: Facts;
  readonly client: Client | null;
}

/** What a batch has to say to one alert. */
export interface AlertChange {
  readonly id: AlertId;
  readonly identity: AlertIdentity;
  readonly account: AccountId;
  readonly detector: AlertType;
  /** Single operations, each counted once. */
  readonly occurrences: Occurrence[];
  /** What a window holds in all; the larger of it and what is stored stays. */
  window: WindowFinding | null;
}

/** What a detector found cannot be an alert: that detector is at fault, and no other suffers. */
export class UnfitFindingError extends Error {
  override readonly name = 'UnfitFindingError';

  constructor(
    readonly alertType: string,
    readonly member: string,
  ) {
    super(`${alertType} found something without a ${member}`);
  }
}

/** Collects findings by the alert that they belong to. */
export class AlertChanges {
  private readonly changes = new Map<AlertId, AlertChange>();

  /**
   * @param bound null where nothing will be raised
   * @param from findings of before are passed over, epoch ms
   */
  constructor(
    private readonly bound: AlertBound | null,
    private readonly from = -Infinity,
  ) {}

  /** @throws UnfitFindingError */
  addOccurrence(detector: AlertType, occurrence: Occurrence): void {
    requireTimes(detector, { time: occurrence.finding.time });
    if (occurrence.finding.time < this.from) return;
    const { change, finding } = this.admitted(detector, occurrence.finding);
    change.occurrences.push({ ...occurrence, finding });
  }

  /** @throws UnfitFindingError */
  addWindow(detector: AlertType, found: WindowFinding): void {
    const { time, startTime, endTime } = found;
    requireTimes(detector, { time, startTime, endTime });
    if (found.time < this.from) return;
    const { change, finding } = this.admitted(detector, found);
    change.window = change.window === null ? finding : larger(finding, change.window);
  }

  values(): AlertChange[] {
    return [...this.changes.values()];
  }

  private admitted<F extends Finding>(detector: AlertType, finding: F) {
    const { id: alertType, bucket } = detector.metadata;
    const { account, group, time } = finding;
    const wanted = { alertType, account, group, bucket, time };
    const identity = this.bound === null ? wanted : this.bound.admit(wanted);
    const change = this.changeOf(detector, identity, account);
    if (identity === wanted) return { change, finding };
    const details = { ...finding.details, bound: BOUND_REACHED };
    return { change, finding: { ...finding, group: identity.group, details } };
  }

  private changeOf(detector: AlertType, identity: AlertIdentity, account: AccountId): AlertChange {
    const id = alertId(identity);
    const known = this.changes.get(id);
    if (known !== undefined) return known;
    const change = { id, identity, account, detector, occurrences: [], window: null };
    this.changes.set(id, change);
    return change;
  }
}

function requireTimes(detector: AlertType, times: Readonly<Record<string, number>>): void {
  for (const [member, time] of Object.entries(times)) {
    if (!Number.isFinite(time)) throw new UnfitFindingError(detector.metadata.id, member);
  }
}

/** The larger of two findings on the same alert; of the same size the first. */
function larger(a: WindowFinding, b: WindowFinding): WindowFinding {
  const [kept, dropped] = a.occurrences >= b.occurrences ? [a, b] : [b, a];
  return { ...kept, facts: insteadOf(kept.facts, dropped.facts) };
}
