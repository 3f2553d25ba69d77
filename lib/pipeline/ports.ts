import type { ActivityStore } from '../activity/activityStore';
import type { AlertDocument } from '../alerts/document';
import type { KnownBaselines } from '../baseline/baseline';
import type { PlaceOf } from '../baseline/profile/facets';
import type { QueryJudge } from '../baseline/queryJudge';
import type { DeadLetterSink } from '../ingestion/deadLetter';
import type { PartitionStates } from '../ingestion/partitionState';
import type { SightingsLog } from '../ingestion/sightings';
import type { ThreatIntel } from '../intel/threatIntel';
import type { DocumentStore } from '../storage/documents';
import type { RulesInForce } from '../alerts/suppression/currentRules';

/** What differs between the function, the local stack and `scan`. */
export interface PipelinePorts {
  readonly store: DocumentStore;
  readonly activity: ActivityStore;
  readonly deadLetters: DeadLetterSink;
  /** Keeps how far each hub partition was read; null where there is no hub. */
  readonly partitions: PartitionStates | null;
  readonly threatIntel: () => Promise<ThreatIntel>;
  /** Where an address is, such as `GeoReader.lookup`. */
  readonly placeOf: PlaceOf;
  readonly queries: QueryJudge;
  readonly baselines: KnownBaselines;
  readonly suppressions: RulesInForce;
  /** Notes which accounts are heard of; null where nobody asks. */
  readonly sightings: SightingsLog | null;
  readonly clock: Clock;
  /** Is told of each alert once it has been created. */
  readonly onCreated?: (alert: AlertDocument) => void;
}

/** The time: of the wall, or of the newest event where files are read. */
export interface Clock {
  observe(eventTime: number): void;
  /** Epoch ms. */
  now(): number;
  /** What happened before only teaches, epoch ms; nothing does where it is absent. */
  raisesFrom?(): number;
}
