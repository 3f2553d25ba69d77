import { Baselines } from '../../../lib/baseline/baselines';
import { DocumentProfileStore } from '../../../lib/baseline/profileStore';
import { Profile } from '../../../lib/baseline/profile/profile';
import type { Alert } from '../../../lib/alerts/alert';
import type { AlertDocument } from '../../../lib/alerts/document';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../../lib/simulation/records';
import type { DocumentStore } from '../../../lib/storage/documents';
import { account, DAY, HOUR, LearningWorld, placeOf, whenDue } from '../learning/learningWorld';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from '../../pipeline/testPipeline';
import { actorHour, volumeOf } from '../profile/synthetic';

/** A Wednesday; the pipeline of tests takes it for 22 November at noon. */
export const FIRST_DAY = Date.UTC(2026, 10, 18);
export const SECOND_DAY = FIRST_DAY + DAY;
const USUAL_BYTES = 5e6;
const STOLEN_BYTES = 400e6;
const MILLION = 1e6;

/**
 * An account whose application has read 5 MB an hour for twenty days, and then reads 400 MB between 3
 * and 4 in the morning.
 */
export class Theft {
  readonly world: LearningWorld;
  private readonly ids = activityIds(5);
  private sequence = 0;

  constructor(readonly store: DocumentStore) {
    this.world = new LearningWorld(store);
  }

  async learnTwentyDays(): Promise<void> {
    const profile = new Profile(account('shop'));
    for (let hour = FIRST_DAY - 20 * DAY; hour < FIRST_DAY; hour += HOUR) {
      const actor = actorHour({
        requests: 10,
        responseBytes: USUAL_BYTES,
        operations: {
          read: 10,
          write: 0,
          delete: 0,
          metadata: 0,
          script: 0,
          other: 0,
          drop: 0,
          define: 0,
        },
        containers: [volumeOf('shop/orders', USUAL_BYTES)],
        distinctContainers: 1,
      });
      profile.learn({ account: profile.account, hour, actors: [actor] }, placeOf, hour);
    }
    await new DocumentProfileStore(this.store).save(profile);
  }

  /** A day of the application's hours, with the theft in it or not. */
  async day(start: number, stealing: boolean, hours = 24): Promise<void> {
    const baselines = new Baselines(new DocumentProfileStore(this.store), placeOf);
    const instance = () =>
      testPipeline(this.store, TEST_THRESHOLDS, undefined, '', baselines, placeOf);
    const first = instance();
    for (let hour = 0; hour < hours; hour += 1) {
      const bytes = stealing && hour === 3 ? STOLEN_BYTES : USUAL_BYTES;
      this.sequence += 1;
      const time = start + hour * HOUR;
      const position = { source: 'ns/hub/0', sequence: this.sequence, enqueuedTime: time };
      // A new instance notes at once what it hears of.
      const pipeline = hour === hours - 1 ? instance() : first;
      await pipeline.process([{ position, records: this.reads(time, bytes), unreadable: [] }]);
    }
  }

  /** A day on which another application is there from 9 to 17, beside the usual one. */
  async dayWith(userAgent: string, start: number): Promise<void> {
    const baselines = new Baselines(new DocumentProfileStore(this.store), placeOf);
    for (let hour = 0; hour < 24; hour += 1) {
      const pipeline = testPipeline(this.store, TEST_THRESHOLDS, undefined, '', baselines, placeOf);
      this.sequence += 1;
      const time = start + hour * HOUR;
      const position = { source: 'ns/hub/0', sequence: this.sequence, enqueuedTime: time };
      const others = hour >= 9 && hour < 17 ? this.reads(time, 1_000, userAgent) : [];
      const records = [...this.reads(time, USUAL_BYTES), ...others];
      await pipeline.process([{ position, records, unreadable: [] }]);
    }
  }

  /** The timer, when the hour has come to learn it. */
  learn(hour: number) {
    return this.world.run(whenDue(hour));
  }

  async alertsOf(day: number): Promise<readonly Alert[]> {
    const alerts = await storedAlerts(this.store);
    return alerts.filter(({ startTimeUtc, severity }) => {
      const start = Date.parse(startTimeUtc);
      return start >= day && start < day + DAY && severity !== 'Informational';
    });
  }

  async setStatus(status: Alert['status']): Promise<void> {
    for (const alert of await this.store.query<AlertDocument>('alerts', {})) {
      await this.store.upsert('alerts', { ...alert, status });
    }
  }

  /** The largest hour of the account that is known, in MB. */
  async largestKnown(): Promise<number> {
    const profile = await this.world.profile('shop');
    const volumes = profile?.knowledge.volumes?.account;
    if (profile === null || volumes === undefined) return 0;
    const { firstHour } = volumes;
    const hours = volumes.read(
      'responseBytes',
      firstHour,
      profile.knowledge.lastHour + 1 - firstHour,
    );
    return Math.max(...hours) / MILLION;
  }

  private reads(time: number, bytes: number, userAgent?: string): RawRecord[] {
    return Array.from({ length: 10 }, (_, n) =>
      dataPlaneRecord({
        time: time + (n + 1) * 60_000,
        account: 'shop',
        activityId: this.ids(),
        address: '20.0.0.1',
        responseBytes: bytes / 10,
        ...(userAgent === undefined ? {} : { userAgent }),
      }),
    );
  }
}
