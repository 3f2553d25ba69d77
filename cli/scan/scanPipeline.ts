import { LiveActivityStore } from '../../lib/activity/liveActivityStore';
import type { Alert } from '../../lib/alerts/alert';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { LiveBaselines } from '../../lib/baseline/liveBaselines';
import { QueryJudge } from '../../lib/baseline/queryJudge';
import { DETECTORS } from '../../lib/detectors';
import type { DeadLetterSink } from '../../lib/ingestion/deadLetter';
import { LiveSightings } from '../../lib/ingestion/liveSightings';
import type { GeoReader } from '../../lib/intel/geo';
import type { ThreatIntel } from '../../lib/intel/threatIntel';
import { Pipeline } from '../../lib/pipeline';
import { createJudgements } from '../../lib/query/judgement';
import type { Settings } from '../../lib/settings';
import { silenceOptions } from '../../lib/silence/silenceOptions';
import { SilenceWatch } from '../../lib/silence/watchSilence';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { NO_RULES } from '../../lib/alerts/suppression/currentRules';
import { EventClock } from './eventClock';

const QUERY_CACHE = 8_000_000;
/** How often it is looked for what no longer reports, event time in ms. */
const SILENCE_INTERVAL = 5 * 60_000;
/** Files that lie further apart are no outage of the hub, ms. */
const APART = 24 * 3_600_000;

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
  const sightings = new LiveSightings();
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
      sightings,
      clock,
    },
    DETECTORS,
    ports.settings,
  );
  const silence = new SilenceWatch({
    store,
    sightings,
    alerts: pipeline,
    ...silenceOptions(ports.settings),
    downAfter: APART,
  });
  let lookedAt = -Infinity;
  /** Looks for what no longer reports, by the newest event of all accounts. */
  const watchSilence = async (): Promise<void> => {
    const now = clock.now();
    if (now - lookedAt < SILENCE_INTERVAL) return;
    lookedAt = now;
    await silence.run(now, now);
  };
  /** The alerts, once everything has been read. */
  const finish = async (): Promise<Alert[]> => {
    // Clients whose record came after their query, which are looked for only now and then.
    clock.end();
    await pipeline.sweep([]);
    const orderBy = { field: 'internal.order', descending: false };
    return (await store.query<AlertDocument>('alerts', { orderBy })).map(toAlert);
  };
  return { pipeline, watchSilence, finish, baselines };
}
