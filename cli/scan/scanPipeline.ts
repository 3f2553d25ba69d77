import { LiveActivityStore } from '../../lib/activity/liveActivityStore';
import type { Alert } from '../../lib/alerts/alert';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import { NO_BASELINES } from '../../lib/baseline/baseline';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { QueryJudge } from '../../lib/baseline/queryJudge';
import { FORGETFUL_SHAPES } from '../../lib/baseline/shapeStore';
import { DETECTORS } from '../../lib/detectors';
import type { DeadLetterSink } from '../../lib/ingestion/deadLetter';
import type { GeoReader } from '../../lib/intel/geo';
import type { ThreatIntel } from '../../lib/intel/threatIntel';
import { Pipeline, type Clock } from '../../lib/pipeline';
import { createJudgements } from '../../lib/query/judgement';
import { readSettings } from '../../lib/settings';
import { MemoryStore } from '../../lib/storage/memoryStore';

const QUERY_CACHE = 8_000_000;

/** Time is that of the newest event, so that the same bytes give the same alerts. */
class EventClock implements Clock {
  private latest = 0;
  observe(eventTime: number): void {
    if (eventTime > this.latest) this.latest = eventTime;
  }
  now(): number {
    return this.latest;
  }
  /** Nothing more will come: whatever still waits for its time is due. */
  end(): void {
    this.latest = Infinity;
  }
}

/** The pipeline of the app, with everything in memory. */
export function scanPipeline(ports: {
  readonly deadLetters: DeadLetterSink;
  readonly threatIntel: ThreatIntel;
  readonly geo: GeoReader;
}) {
  const store = new MemoryStore();
  const clock = new EventClock();
  const pipeline = new Pipeline(
    {
      store,
      activity: new LiveActivityStore(),
      deadLetters: ports.deadLetters,
      partitions: null,
      threatIntel: () => Promise.resolve(ports.threatIntel),
      country: (address) => ports.geo.lookup(address)?.country ?? null,
      queries: new QueryJudge(
        createJudgements({ maxCharacters: QUERY_CACHE }),
        new LearnedQueries(FORGETFUL_SHAPES),
      ),
      baselines: NO_BASELINES,
      clock,
    },
    DETECTORS,
    readSettings({}).settings,
  );
  /** The alerts, once everything has been read. */
  const finish = async (): Promise<Alert[]> => {
    // Clients whose record came after their query, which are looked for only now and then.
    clock.end();
    await pipeline.sweep([]);
    const orderBy = { field: 'internal.order', descending: false };
    return (await store.query<AlertDocument>('alerts', { orderBy })).map(toAlert);
  };
  return { pipeline, finish };
}
