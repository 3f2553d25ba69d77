import type { HourActivity } from '../../../lib/activity/hourActivity';
import type { HistorySource } from '../../../lib/baseline/learning/backfill';
import { failure, type FailureKind } from '../../../lib/baseline/sources/logAnalytics/failure';
import type { WorkspaceOutcome } from '../../../lib/baseline/sources/logAnalytics/outcome';
import type { AccountId } from '../../../lib/telemetry/event';
import { actorHour, DAY, HOUR } from '../profile/synthetic';

export interface Asked {
  readonly accounts: readonly AccountId[];
  readonly from: number;
  readonly to: number;
}

/** A workspace in which every account did something every hour, from one address of its own. */
export class FakeHistory implements HistorySource {
  readonly reach = 30 * DAY;
  readonly asked: Asked[] = [];
  /** From this hour on the workspace answers nothing but this. */
  fails: { readonly from: number; readonly kind: FailureKind } | null = null;
  /** Before it the workspace knows nothing. */
  since = -Infinity;
  onHour: (hour: number) => void = () => undefined;

  read(accounts: readonly AccountId[], from: number, to: number, signal: AbortSignal) {
    this.asked.push({ accounts, from, to });
    let readUntil = from;
    const stopsAt = Math.max(from, Math.min(to, this.fails?.from ?? to));
    const { onHour, since } = this;
    const outcomes = (): readonly WorkspaceOutcome[] => [this.outcome(readUntil, to, stopsAt)];
    async function* hours(): AsyncGenerator<HourActivity> {
      for (let hour = from; hour < stopsAt; hour += HOUR) {
        // As the real one: it waits for an answer before each.
        await Promise.resolve();
        signal.throwIfAborted();
        for (const account of hour < since ? [] : accounts) {
          yield { account, hour, actors: [actorHour({ address: '20.1.0.1' })] };
        }
        onHour(hour);
        readUntil = hour + HOUR;
      }
    }
    return { [Symbol.asyncIterator]: hours, outcomes };
  }

  private outcome(readUntil: number, to: number, stopsAt: number): WorkspaceOutcome {
    const isStopped = this.fails !== null && stopsAt < to && readUntil >= stopsAt;
    const problems = isStopped
      ? [
          {
            ...failure(this.fails?.kind ?? 'unavailable', 'the service said so'),
            from: stopsAt,
            to,
            account: null,
          },
        ]
      : [];
    const status = readUntil < to ? 'stopped' : 'complete';
    return { workspace: 'logs', status, readUntil, queries: 1, rows: 1, problems };
  }
}
