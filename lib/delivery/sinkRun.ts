import { SEVERITIES, type DeliveryState } from '../alerts/alert';
import { StorageError } from '../storage/documents';
import { toAlert } from '../alerts/document';
import type { AlertInHand } from './alertInHand';
import { kindFor, messageOf, type Message } from './message';
import { DeliveryError, type Sink } from './sink';
import type { SinkRest } from './sinkRest';
import { delivered, dueTime, failed, givenUp, hasWaitedEnough, owedTo, postponed } from './state';

/** One message may take so long, ms. */
const SEND_TIME = 15_000;
/** After this time a slow sink goes on in the next run, ms. */
const RUN_TIME = 45_000;
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
  private readonly started: number;

  constructor(
    private readonly sink: Sink,
    private readonly rest: SinkRest,
    private readonly counts: DeliveryCounts,
    private readonly ports: RunPorts,
  ) {
    this.started = ports.now();
  }

  /**
   * @param tries false where a sink that is down is not tried, so that nobody waits for it
   * @throws StorageError
   */
  async serve(alerts: readonly AlertInHand[], tries: boolean): Promise<void> {
    const due = alerts.filter((inHand) => this.isDue(inHand)).sort(worstFirst);
    // What a sink that is down is tried with.
    const [first] = due;
    if (this.rest.isDown && first !== undefined) {
      if (!tries) return this.waitAll(due);
      await this.attempt(first);
    }
    const queue = due.values();
    const work = async (): Promise<void> => {
      for (const inHand of queue) await this.attempt(inHand);
    };
    await Promise.all(Array.from({ length: this.sink.concurrency }, work));
  }

  private isDue({ alert }: AlertInHand): boolean {
    const now = this.ports.now();
    const owed = owedTo(alert, this.sink, now);
    return owed !== null && dueTime(owed) <= now;
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
        const owed = owedTo(alert, sink, now);
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
      (alert) => postponedFrom(owedTo(alert, this.sink, now), later),
      now,
    );
  }

  private async attempt(inHand: AlertInHand): Promise<void> {
    const { sink, rest, ports } = this;
    const now = ports.now();
    const owed = owedTo(inHand.alert, sink, now);
    if (owed === null || dueTime(owed) > now) return;
    if (rest.restsUntil > now) return this.wait(inHand);
    if (now - this.started > RUN_TIME) return this.postpone(inHand, now + NEXT_RUN);
    const isNew = owed.attempts === 0 && owed.nextAt === null;
    if (isNew && sink.gatherMs > 0) return this.postpone(inHand, now + sink.gatherMs);

    const message = messageOf(toAlert(inHand.alert), kindFor(inHand.alert, owed), ports.appUrl);
    await rest.once(message.id, () => this.send(inHand, owed, message));
  }

  private async send(inHand: AlertInHand, owed: DeliveryState, message: Message): Promise<void> {
    const { sink, rest, ports } = this;
    const { revision } = message.alert;
    const error = await sendWithin(SEND_TIME, (signal) => sink.send(message, signal));
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
          return delivered(alert, owed, revision);
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
        // What another instance has got through, or a newer revision, stands.
        const isCurrent = owedTo(alert, sink, after)?.triedRevision === revision;
        return isCurrent && alert.revision === revision ? state : null;
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

function postponedFrom(owed: ReturnType<typeof owedTo>, until: number) {
  return owed === null ? null : postponed(owed, until);
}

function worstFirst({ alert: a }: AlertInHand, { alert: b }: AlertInHand): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
}
