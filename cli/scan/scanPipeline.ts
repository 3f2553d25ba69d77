import { LiveActivityStore } from '../../lib/activity/liveActivityStore';
import type { Alert } from '../../lib/alerts/alert';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { LiveBaselines } from '../../lib/baseline/liveBaselines';
import { QueryJudge } from '../../lib/baseline/queryJudge';
import { DETECTORS } from '../../lib/detectors';
import type { DeadLetterSink } from '../../lib/ingestion/deadLetter';
import type { GeoReader } from '../../lib/intel/geo';
import type { ThreatIntel } from '../../lib/intel/threatIntel';
import { Pipeline } from '../../lib/pipeline';
import { createJudgements } from '../../lib/query/judgement';
import type { Settings } from '../../lib/settings';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { NO_RULES } from '../../lib/suppression/currentRules';
import { EventClock } from './eventClock';

const QUERY_CACHE = 8_000_000;

/** The pipeline of the app, with everything in memory. */
export function scanPipeline(ports: {
  readonly deadLetters: DeadLetterSink;
  readonly threatIntel: ThreatIntel;
  readonly geo: GeoReader;
  readonly settings: Settings;
  /** Days from the first event on that only teach. */
  readonly learnDays: number;
}) {
  const store = new MemoryStore();
  const clock = new EventClock(ports.learnDays);
  const activity = new LiveActivityStore();
  const placeOf = (address: string) => ports.geo.lookup(address);
  const baselines = new LiveBaselines(activity, store, placeOf);
  const pipeline = new Pipeline(
    {
      store,
      activity,
      deadLetters: ports.deadLetters,
      partitions: null,
      threatIntel: () => Promise.resolve(ports.threatIntel),
      placeOf,
      queries: new QueryJudge(
        createJudgements({ maxCharacters: QUERY_CACHE }),
        new LearnedQueries(null),
      ),
      baselines,
      suppressions: NO_RULES,
      sightings: null,
      clock,
    },
    DETECTORS,
    ports.settings,
  );
  /** The alerts, once everything has been read. */
  const finish = async (): Promise<Alert[]> => {
    // Clients whose record came after their query, which are looked for only now and then.
    clock.end();
    await pipeline.sweep([]);
    const orderBy = { field: 'internal.order', descending: false };
    return (await store.query<AlertDocument>('alerts', { orderBy })).map(toAlert);
  };
  return { pipeline, finish, baselines };
}
