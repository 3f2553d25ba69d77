import type { ActorHour, ContainerVolume } from '../../../activity/hourActivity';
import { noOperations } from '../../../activity/operationKind';
import type { Api, Principal } from '../../../telemetry/event';
import { BYTES_PER_REQUEST } from './historyQuery';
import type { HistoryRow, Work } from './historyRow';

const OTHER: Principal = { kind: 'unknown', id: 'other' };

/** Containers that an actor's hour names, as many as our own; the rest stand under the empty text. */
const MOST_CONTAINERS = 8;

/** Adds the rows of one actor up, and those of other actors where they find no room. */
export class ActorSum {
  private readonly totals = {
    requests: 0,
    denied: 0,
    throttled: 0,
    failed: 0,
    requestBytes: 0,
    responseBytes: 0,
    requestUnits: 0,
    distinctDocuments: 0,
    firstSeen: Infinity,
    lastSeen: -Infinity,
  };
  private readonly operations = noOperations();
  private readonly containers = new Map<string, { requests: number; responseBytes: number }>();
  private api: Api | null = null;

  private constructor(
    private readonly identity: Pick<ActorHour, 'principal' | 'address' | 'application' | 'isOther'>,
  ) {}

  static of({ principal, address, application }: HistoryRow): ActorSum {
    return new ActorSum({ principal, address, application, isOther: false });
  }

  static ofOthers(): ActorSum {
    return new ActorSum({ principal: OTHER, address: '', application: '', isOther: true });
  }

  /** What decides which actors stay apart; the query weighs in the same way. */
  get weight(): number {
    return this.totals.requests + this.totals.responseBytes / BYTES_PER_REQUEST;
  }

  add(row: HistoryRow): void {
    const { totals } = this;
    this.api ??= row.api;
    totals.firstSeen = Math.min(totals.firstSeen, row.firstSeen);
    totals.lastSeen = Math.max(totals.lastSeen, row.lastSeen);
    // What is read is often written as well: the largest is nearer to the truth than the sum.
    totals.distinctDocuments += row.work.reduce((most, work) => Math.max(most, work.documents), 0);
    for (const work of row.work) this.addWork(work, row.container);
  }

  toActorHour(): ActorHour {
    return {
      ...this.identity,
      api: this.api,
      ...this.totals,
      operations: this.operations,
      containers: this.heaviestContainers(),
      distinctContainers: [...this.containers.keys()].filter((name) => name !== '').length,
    };
  }

  private addWork(work: Work, container: string): void {
    const { totals } = this;
    totals.requests += work.requests;
    if (work.outcome === 'denied') totals.denied += work.requests;
    if (work.outcome === 'throttled') totals.throttled += work.requests;
    if (work.outcome !== 'ok') totals.failed += work.requests;
    totals.requestBytes += work.requestBytes;
    totals.responseBytes += work.responseBytes;
    totals.requestUnits += work.requestUnits;
    this.operations[work.kind] += work.requests;
    const volume = this.containers.get(container) ?? { requests: 0, responseBytes: 0 };
    volume.requests += work.requests;
    volume.responseBytes += work.responseBytes;
    this.containers.set(container, volume);
  }

  private heaviestContainers(): readonly ContainerVolume[] {
    const named = [...this.containers]
      .filter(([container]) => container !== '')
      .map(([container, volume]) => ({ container, ...volume }))
      .sort((a, b) => b.responseBytes - a.responseBytes || b.requests - a.requests);
    const rest = named.splice(MOST_CONTAINERS);
    const { requests, responseBytes } = this.containers.get('') ?? {
      requests: 0,
      responseBytes: 0,
    };
    const unnamed = rest.reduce(
      (sum, volume) => ({
        container: '',
        requests: sum.requests + volume.requests,
        responseBytes: sum.responseBytes + volume.responseBytes,
      }),
      { container: '', requests, responseBytes },
    );
    return unnamed.requests === 0 ? named : [...named, unnamed];
  }
}
