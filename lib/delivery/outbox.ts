import type { AlertDocument } from '../alerts/document';
import type { DocumentStore } from '../storage/documents';
import { AlertInHand } from './alertInHand';
import type { Sink } from './sink';
import { SinkRest } from './sinkRest';
import { noDeliveries, SinkRun, type DeliveryCounts } from './sinkRun';

/** The change feed has so long before the timer takes an alert too, ms. */
const HEAD_START = 20_000;
/** Instances' clocks may differ by so much, ms: what is new to one is not to wait for the timer. */
const CLOCK_SKEW = 10_000;
/** Alerts that are in hand at a time. */
const PAGE = 200;
const READS_AT_A_TIME = 16;
/** One digest and the like may take so long, ms. */
const FLUSH_TIME = 15_000;
const MAIL_ADDRESS = /[^\s<>()"':;,]+@[^\s<>()"':;,]+/g;

export interface OutboxPorts {
  readonly store: DocumentStore;
  readonly sinks: readonly Sink[];
  /** Where the app answers, without a slash at the end; null where it does not know. */
  readonly appUrl: string | null;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

export interface DeliverySummary extends DeliveryCounts {
  /** Sinks whose digest could not be sent, and why; for the log, so without mail addresses. */
  readonly failedDigests: readonly string[];
}

/**
 * Delivers alerts from where they are kept: what is due stands on the alert itself, in the write
 * that made it due, so nothing is lost between the two. An instance claims a message on the alert
 * before it sends it, so that no other does. One that ends between sending and noting so leaves it
 * to be sent again, under the same id.
 */
export class Outbox {
  private readonly rests: ReadonlyMap<Sink, SinkRest>;

  constructor(private readonly ports: OutboxPorts) {
    this.rests = new Map(ports.sinks.map((sink) => [sink, new SinkRest(ports.random)]));
  }

  get sinks(): readonly Sink[] {
    return this.ports.sinks;
  }

  /**
   * The fast path: alerts that have just been written. Sinks that are down are left to the timer.
   * @throws StorageError
   */
  async deliverChanged(changed: readonly AlertDocument[]): Promise<DeliveryCounts> {
    const latest = this.ports.now() + CLOCK_SKEW;
    const counts = noDeliveries();
    // Most writes are of no concern, those of the outbox itself among them.
    const due = changed.filter(
      ({ deliveryDueAt }) => isNumber(deliveryDueAt) && deliveryDueAt <= latest,
    );
    await this.deliver(due, counts, 'feed');
    return counts;
  }

  /**
   * The guarantee: everything that is due, whatever became of the change feed.
   * @param deadline epoch ms, after which it goes on in the next run
   * @throws StorageError
   */
  async deliverDue(deadline: number): Promise<DeliverySummary> {
    const { store, now } = this.ports;
    const counts = noDeliveries();
    const until = now() - HEAD_START;
    for (;;) {
      const due = await store.query<AlertDocument>('alerts', {
        where: [{ field: 'deliveryDueAt', is: 'atMost', value: until }],
        orderBy: { field: 'deliveryDueAt', descending: false },
        limit: PAGE,
      });
      await this.deliver(due, counts, 'timer');
      if (due.length < PAGE || now() >= deadline) break;
    }
    return { ...counts, failedDigests: await this.flush() };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.ports.sinks.map((sink) => sink.close()));
  }

  private async deliver(
    due: readonly AlertDocument[],
    counts: DeliveryCounts,
    way: 'feed' | 'timer',
  ): Promise<void> {
    const { sinks, now } = this.ports;
    const alerts = await this.take(due);
    // Side by side, so that none waits for another; each writes down what it has done by itself.
    const runs = sinks.map((sink) => {
      const rest = this.rests.get(sink) ?? new SinkRest(this.ports.random);
      return new SinkRun(sink, rest, counts, this.ports, way).serve(alerts);
    });
    const results = await Promise.allSettled(runs);
    for (const inHand of alerts) await inHand.settle(now());
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  private async take(due: readonly AlertDocument[]): Promise<AlertInHand[]> {
    const { store, sinks } = this.ports;
    const alerts: AlertInHand[] = [];
    for (let at = 0; at < due.length; at += READS_AT_A_TIME) {
      const taken = await Promise.all(
        due.slice(at, at + READS_AT_A_TIME).map((alert) => AlertInHand.take(store, sinks, alert)),
      );
      alerts.push(...taken.filter((inHand) => inHand !== null));
    }
    return alerts;
  }

  private async flush(): Promise<string[]> {
    const { sinks, now } = this.ports;
    const flushed = sinks.map(async (sink) => {
      try {
        await sink.flush?.(now(), AbortSignal.timeout(FLUSH_TIME));
        return [];
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return [`${sink.name}: ${detail.replace(MAIL_ADDRESS, '(address)')}`];
      }
    });
    return (await Promise.all(flushed)).flat();
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
