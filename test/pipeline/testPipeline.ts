import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import type { Alert } from '../../lib/alerts/alert';
import { NO_BASELINES, type KnownBaselines } from '../../lib/baseline/baseline';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { QueryJudge } from '../../lib/baseline/queryJudge';
import { DocumentShapeStore } from '../../lib/baseline/shapeStore';
import { DETECTORS } from '../../lib/detectors';
import type { PlaceOf } from '../../lib/baseline/profile/facets';
import type { Detector, Thresholds } from '../../lib/detectors/detector';
import { DeadLetterStore } from '../../lib/ingestion/deadLetter';
import { PartitionStates } from '../../lib/ingestion/partitionState';
import { Sightings } from '../../lib/ingestion/sightings';
import { parseIntelFile } from '../../lib/intel/formats/intelFile';
import { ThreatIntel } from '../../lib/intel/threatIntel';
import { Pipeline } from '../../lib/pipeline';
import { createJudgements } from '../../lib/query/judgement';
import type { DocumentStore } from '../../lib/storage/documents';
import { NO_RULES, type RulesInForce } from '../../lib/alerts/suppression/currentRules';

export const TOR = '198.51.100.77';
export const LISTED = '203.0.113.66';

const INTEL = `${TOR},tor,exits\n${LISTED},malicious,blocklist\n`;

export const TEST_THRESHOLDS: Thresholds = {
  credentialGuessingRefusals: 30,
  massDeletionDocuments: 500,
  extractionFloorBytes: 2_000_000,
  newcomerDays: 7,
  fullQueryText: false,
};

/** The app's pipeline over a given store: one instance. */
export function testPipeline(
  store: DocumentStore,
  thresholds: Thresholds = TEST_THRESHOLDS,
  detectors: readonly Detector[] = DETECTORS,
  intelFile = INTEL,
  baselines: KnownBaselines = NO_BASELINES,
  placeOf: PlaceOf = () => null,
  suppressions: RulesInForce = NO_RULES,
): Pipeline {
  const networks = parseIntelFile(intelFile, 'intel.txt', { kind: 'malicious', source: 'test' });
  const intel = ThreatIntel.fromNetworks(networks);
  let now = Date.parse('2026-11-22T12:00:00Z');
  return new Pipeline(
    {
      store,
      activity: new DocumentActivityStore(store),
      deadLetters: new DeadLetterStore(store),
      partitions: new PartitionStates(store),
      threatIntel: () => Promise.resolve(intel),
      placeOf,
      queries: new QueryJudge(
        createJudgements({ maxCharacters: 1_000_000 }),
        new LearnedQueries(new DocumentShapeStore(store)),
      ),
      baselines,
      suppressions,
      sightings: new Sightings(store),
      clock: { observe: () => undefined, now: () => (now += 1) },
    },
    detectors,
    thresholds,
  );
}

export async function storedAlerts(store: DocumentStore): Promise<Alert[]> {
  const orderBy = { field: 'internal.order', descending: false };
  return (await store.query<AlertDocument>('alerts', { orderBy })).map(toAlert);
}
