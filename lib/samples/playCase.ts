import { DocumentActivityStore } from '../activity/documentActivityStore';
import type { HourActivity } from '../activity/hourActivity';
import type { AlertDocument } from '../alerts/document';
import { NO_BASELINES, type KnownBaselines } from '../baseline/baseline';
import { LearnedQueries } from '../baseline/learnedQueries';
import { baselineOf } from '../baseline/profile/baselineOf';
import { Profile } from '../baseline/profile/profile';
import { QueryJudge } from '../baseline/queryJudge';
import { DocumentShapeStore } from '../baseline/shapeStore';
import { DETECTORS } from '../detectors';
import type { DetectorCase } from '../detectors/detectorCase';
import { DeadLetterStore } from '../ingestion/deadLetter';
import type { Message } from '../ingestion/message';
import { PartitionStates } from '../ingestion/partitionState';
import { Sightings } from '../ingestion/sightings';
import { parseIntelFile } from '../intel/formats/intelFile';
import { ThreatIntel } from '../intel/threatIntel';
import { Pipeline } from '../pipeline';
import { createJudgements } from '../query/judgement';
import { readSettings } from '../settings';
import { silenceOptions } from '../silence/silenceOptions';
import { SilenceWatch } from '../silence/watchSilence';
import { MemoryStore } from '../storage/memoryStore';
import { NO_RULES } from '../alerts/suppression/currentRules';
import { casePlaceOf } from './casePlaces';

const RECORDS_A_MESSAGE = 25;
const QUERY_CACHE = 1_000_000;

/** What came of a case. */
export interface Played {
  readonly alerts: readonly AlertDocument[];
  readonly deadLettered: number;
}

/**
 * Runs a detector's case through the app's pipeline, with a database of its own, the default
 * settings, and a profile that has learned the case's history.
 * @param now epoch ms, behind all that the case tells
 */
export async function playCase(
  { records, intel = '', history = [], watchedAt }: DetectorCase,
  now: number,
): Promise<Played> {
  const store = new MemoryStore();
  const networks = parseIntelFile(intel, 'intel.txt', { kind: 'malicious', source: 'case' });
  const threats = ThreatIntel.fromNetworks(networks);
  const { settings } = readSettings({});
  const sightings = new Sightings(store);
  const pipeline = new Pipeline(
    {
      store,
      activity: new DocumentActivityStore(store),
      deadLetters: new DeadLetterStore(store),
      partitions: new PartitionStates(store),
      threatIntel: () => Promise.resolve(threats),
      placeOf: casePlaceOf,
      queries: new QueryJudge(
        createJudgements({ maxCharacters: QUERY_CACHE }),
        new LearnedQueries(new DocumentShapeStore(store)),
      ),
      baselines: learned(history, now),
      suppressions: NO_RULES,
      sightings,
      clock: { observe: () => undefined, now: () => now },
    },
    DETECTORS,
    settings,
  );
  const messages: Message[] = [];
  for (let start = 0; start < records.length; start += RECORDS_A_MESSAGE) {
    const position = { source: 'case/hub/0', sequence: start, enqueuedTime: start };
    const packed = records.slice(start, start + RECORDS_A_MESSAGE);
    messages.push({ position, records: packed, unreadable: [] });
  }
  const { deadLettered } = await pipeline.process(messages);
  if (watchedAt !== undefined) {
    const ports = { store, sightings, alerts: pipeline, ...silenceOptions(settings) };
    await new SilenceWatch(ports).run(watchedAt, watchedAt);
  }
  const orderBy = { field: 'internal.order', descending: false };
  return { deadLettered, alerts: await store.query<AlertDocument>('alerts', { orderBy }) };
}

const baselines = new WeakMap<readonly HourActivity[], KnownBaselines>();

/** What is normal after a history, which several cases may share. */
function learned(history: readonly HourActivity[], now: number): KnownBaselines {
  const [first] = history;
  if (first === undefined) return NO_BASELINES;
  const known = baselines.get(history);
  if (known !== undefined) return known;
  const profile = new Profile(first.account);
  for (const hour of history) profile.learn(hour, casePlaceOf, now);
  const baseline = baselineOf(profile, now, casePlaceOf);
  const one: KnownBaselines = {
    prepare: () => Promise.resolve(),
    of: (account) => (account === first.account ? baseline : null),
  };
  baselines.set(history, one);
  return one;
}
