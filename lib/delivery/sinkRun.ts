import { SEVERITIES, type DeliveryState } from '../alerts/alert';
import { StorageError } from '../storage/documents';
import { toAlert, type AlertDocument } from '../alerts/document';
import type { AlertInHand } from './alertInHand';
import { kindFor, messageOf } from './message';
import { DeliveryError, type Sink } from './sink';
import type { SinkRest } from './sinkRest';
import { delivered, dueTime, failed, givenUp, hasWaitedEnough, owedTo, waiting } from './state';

/** A message that was taken to be sent is due again so long after its time is over, ms. */
const CLAIM_MARGIN = 45_000;
/** After this time a slow sink goes on in the next run of the timer, ms. */
const RUN_TIME = 45_000;
/** As RUN_TIME, in a run of the feed: the next changes, which are for all sinks, wait for it. */
const FEED_RUN_TIME = 5000;
/** When it does, ms from then. */
const NEXT_RUN = 30_000;

export interface DeliveryCounts {
  delivered: number;
  failed: number;
  givenUp: number;
  postponed: number;
}

export function noDeliveries(): DeliveryCounts {
  return { delivered: 0, failed: 0, givenUp: 0, postponed: 0 };
}

interface RunPorts {
  readonly appUrl: string | null;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

/** One sink's part of a run: it works through the alerts that it is owed, the worst first. */
export class SinkRun {
  /** When a slow sink is left to the next run, epoch ms. */
  private readonly end: number;

  /** @param way the feed does not try a sink that is down, so that nobody waits for it */
  constructor(
    private readonly sink: Sink,
    private readonly rest: SinkRest,
    private readonly counts: DeliveryCounts,
    private readonly ports: RunPorts,
    private readonly way: 'feed' | 'timer',
  ) {
    this.end = ports.now() + (way === 'feed' ? FEED_RUN_TIME : RUN_TIME);
  }

  /** @throws StorageError */
  async serve(alerts: readonly AlertInHand[]): Promise<void> {
    const now = this.ports.now();
    const due = alerts.filter(({ alert }) => this.dueOf(alert, now) !== null).sort(worstFirst);
    // What a sink that is down is tried with.
    const [first] = due;
    if (this.rest.isDown && first !== undefined) {
      if (this.way === 'feed') return this.waitAll(due);
      await this.attempt(first);
    }
    const queue = due.values();
    const work = async (): Promise<void> => {
      for (const inHand of queue) await this.attempt(inHand);
    };
    await Promise.all(Array.from({ length: this.sink.concurrency }, work));
  }

  /** What the sink is owed and may be sent now: it does not wait, and nobody else has it. */
  private dueOf(alert: AlertDocument, now: number): DeliveryState | null {
    const owed = owedTo(alert, this.sink, now);
    return owed !== null && dueTime(owed) <= now ? owed : null;
  }

  private async waitAll(due: readonly AlertInHand[]): Promise<void> {
    for (const inHand of due) await this.wait(inHand);
  }

  /** While the sink is down a message waits, though not for ever. */
  private async wait(inHand: AlertInHand): Promise<void> {
    const { sink, rest, ports } = this;
    const now = ports.now();
    const { reason } = rest;
    const known = owedTo(inHand.alert, sink, now);
    if (reason === null || known === null || !hasWaitedEnough(known, now)) {
      return this.postpone(inHand, rest.restsUntil);
    }
    this.counts.givenUp += 1;
    await inHand.record(
      sink,
      (alert) => {
        const owed = this.dueOf(alert, now);
        return owed !== null && hasWaitedEnough(owed, now) ? givenUp(owed, reason) : null;
      },
      now,
    );
  }

  private async postpone(inHand: AlertInHand, until: number): Promise<void> {
    const now = this.ports.now();
    this.counts.postponed += 1;
    const later = Math.max(until, now);
    await inHand.record(
      this.sink,
      (alert) => {
        const owed = this.dueOf(alert, now);
        return owed === null ? null : waiting(owed, later);
      },
      now,
    );
  }

  private async attempt(inHand: AlertInHand): Promise<void> {
    const { sink, rest, ports } = this;
    const now = ports.now();
    const owed = this.dueOf(inHand.alert, now);
    if (owed === null) return;
    if (rest.restsUntil > now) return this.wait(inHand);
    if (now > this.end) return this.postpone(inHand, now + NEXT_RUN);
    const isNew = owed.attempts === 0 && owed.nextAt === null;
    if (isNew && sink.gatherMs > 0) return this.postpone(inHand, now + sink.gatherMs);

    const claim = await this.claim(inHand, now);
    if (claim !== null) await this.send(inHand, claim);
  }

  /** So that no other run and no other instance sends it too. Null where one of them has it. */
  private claim(inHand: AlertInHand, now: number): Promise<DeliveryState | null> {
    return inHand.record(
      this.sink,
      (alert) => {
        const owed = this.dueOf(alert, now);
        return owed === null ? null : waiting(owed, now + this.sink.sendMs + CLAIM_MARGIN);
      },
      now,
    );
  }

  private async send(inHand: AlertInHand, owed: DeliveryState): Promise<void> {
    const { sink, rest, ports } = this;
    const { alert: current } = inHand;
    // Changed at this very moment: the change is due by itself.
    if (current.revision !== owed.triedRevision) return;
    const message = messageOf(toAlert(current), kindFor(current, owed), ports.appUrl);
    const { revision } = message.alert;
    const error = await sendWithin(sink.sendMs, (signal) => sink.send(message, signal));
    const after = ports.now();
    if (error === null) {
      rest.succeeded();
      this.counts.delivered += 1;
      // Whatever the alert is by now: this revision is out.
      await inHand.record(
        sink,
        (alert) => {
          const known = alert.delivery[sink.name];
          if ((known?.deliveredRevision ?? 0) >= revision) return null;
          return delivered(alert, known, owed, revision);
        },
        after,
      );
      return;
    }
    if (!error.ofMessage) rest.failed(after, error);
    const state = failed(owed, error, after, ports.random());
    this.counts[state.state === 'givenUp' ? 'givenUp' : 'failed'] += 1;
    await inHand.record(
      sink,
      (alert) => {
        // A newer revision stands, what another instance got through, and the wish to send it again.
        const known = owedTo(alert, sink, after);
        const isCurrent = known?.triedRevision === revision && known.since === owed.since;
        return isCurrent ? state : null;
      },
      after,
    );
  }
}

/**
 * Null where it was sent, else why not. A transport that does not heed its signal is left behind.
 * @throws StorageError
 */
async function sendWithin(
  milliseconds: number,
  send: (signal: AbortSignal) => Promise<void>,
): Promise<DeliveryError | null> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeliveryError(`no answer within ${milliseconds / 1000} s`));
      abort.abort();
    }, milliseconds);
  });
  try {
    await Promise.race([send(abort.signal), late]);
    return null;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    if (error instanceof StorageError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return new DeliveryError(detail, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function worstFirst({ alert: a }: AlertInHand, { alert: b }: AlertInHand): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
}
