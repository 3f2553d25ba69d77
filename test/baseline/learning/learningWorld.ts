import { countActivity } from '../../../lib/activity/countActivity';
import { DocumentActivityStore } from '../../../lib/activity/documentActivityStore';
import { lastHourToLearn } from '../../../lib/baseline/learning/learnAccount';
import type { HistorySource } from '../../../lib/baseline/learning/backfill';
import type { LearningReport } from '../../../lib/baseline/learning/learningRun';
import { recomputeBaselines } from '../../../lib/baseline/learning/recompute';
import { DocumentProfileStore } from '../../../lib/baseline/profileStore';
import type { Profile } from '../../../lib/baseline/profile/profile';
import { noCounts } from '../../../lib/ingestion/batchCounts';
import { PartitionStates } from '../../../lib/ingestion/partitionState';
import { Sightings } from '../../../lib/ingestion/sightings';
import { accountResource, type RequestSketch } from '../../../lib/simulation/records';
import type { DocumentStore, StoredDocument } from '../../../lib/storage/documents';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import type { AccessEvent, AccountId } from '../../../lib/telemetry/event';
import { request } from '../../activity/support';
import { DAY, HOUR, MONDAY, placeOf } from '../profile/synthetic';

export { DAY, HOUR, MONDAY, placeOf };

/** As events of an account of this name hold it. */
export function account(name: string): AccountId {
  // the parser makes it lower case
  return accountResource(name).toLowerCase() as AccountId;
}

/** A time at which the hour that begins at `hour` is the last one old enough to be learned. */
export function whenDue(hour: number): number {
  let now = hour;
  while (lastHourToLearn(now) < hour) now += HOUR;
  return now + 60_000;
}

export interface Run {
  readonly store?: DocumentStore;
  readonly history?: HistorySource | null;
  readonly owner?: string;
  /** Milliseconds of the run; the clock moves by one each time that it is asked. */
  readonly patience?: number;
}

/** An app of which only what the timer sees is there. */
export class LearningWorld {
  private sequence = 0;

  constructor(readonly store: DocumentStore = new MemoryStore()) {}

  /** One request an hour and sketch; `partition` is that of the hub. */
  async happen(
    name: string,
    hours: readonly number[],
    sketches: readonly Partial<RequestSketch>[] = [{}],
    partition = 0,
    now?: number,
  ): Promise<void> {
    const source = `ns/hub/${partition}`;
    const events: AccessEvent[] = [];
    for (const hour of hours) {
      this.sequence += 1;
      const message = { source, sequence: this.sequence, enqueuedTime: hour };
      for (const sketch of sketches) {
        const time = hour + 60_000;
        events.push(request({ account: name, address: '20.0.0.1', ...sketch, time }, message));
      }
    }
    await countActivity(new DocumentActivityStore(this.store), events, new Set());
    const latest = Math.max(...events.map(({ time }) => time));
    await new Sightings(this.store).note(events, now ?? latest + 60_000);
  }

  /** The hub was read until then. */
  async heard(time: number, lag = 1000, partition = 0): Promise<void> {
    this.sequence += 1;
    const source = `ns/hub/${partition}`;
    const position = { source, sequence: this.sequence, enqueuedTime: time - lag };
    await new PartitionStates(this.store).note(source, {
      messages: [{ position, counts: noCounts() }],
      windows: [],
      detectorErrors: [],
      processedAt: time,
    });
  }

  /** The timer at `now`, on a hub without backlog. */
  async run(now: number, options: Run = {}): Promise<LearningReport> {
    await this.heard(now);
    return this.runAlone(now, options);
  }

  runAlone(now: number, options: Run = {}): Promise<LearningReport> {
    const { store = this.store, history = null, owner = 'one', patience = 240_000 } = options;
    let ticks = 0;
    return recomputeBaselines(
      {
        documents: store,
        profiles: new DocumentProfileStore(store),
        placeOf,
        sightings: new Sightings(store),
        partitions: new PartitionStates(store),
        history,
      },
      owner,
      { now: () => now + (ticks += 1), deadline: now + patience },
    );
  }

  async profile(name: string): Promise<Profile | null> {
    return new DocumentProfileStore(this.store).load(account(name));
  }

  /** All profiles as they are stored, by account. */
  async profiles(): Promise<readonly unknown[]> {
    const where = [{ field: 'kind', is: 'equal', value: 'profile' }] as const;
    const found = await this.store.query<StoredDocument>('baselines', { where });
    return [...found].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
}

/** `count` hours from `first` on, `step` hours apart. */
export function hoursFrom(first: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index * step * HOUR);
}
