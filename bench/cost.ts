import { DocumentActivityStore } from '../lib/activity/documentActivityStore';
import { Baselines } from '../lib/baseline/baselines';
import { LATENESS } from '../lib/baseline/liveBaselines';
import { recomputeBaselines } from '../lib/baseline/learning/recompute';
import { LearnedQueries } from '../lib/baseline/learnedQueries';
import { DocumentProfileStore } from '../lib/baseline/profileStore';
import { QueryJudge } from '../lib/baseline/queryJudge';
import { DocumentShapeStore } from '../lib/baseline/shapeStore';
import { DETECTORS } from '../lib/detectors';
import { DeadLetterStore } from '../lib/ingestion/deadLetter';
import type { Message } from '../lib/ingestion/message';
import { PartitionStates } from '../lib/ingestion/partitionState';
import { Sightings } from '../lib/ingestion/sightings';
import { GeoReader } from '../lib/intel/geo';
import { ThreatIntel } from '../lib/intel/threatIntel';
import { Pipeline } from '../lib/pipeline';
import { createJudgements } from '../lib/query/judgement';
import { readSettings } from '../lib/settings';
import type { RawRecord } from '../lib/simulation/records';
import { Simulation, DEFAULT_BEGIN } from '../lib/simulation/simulation';
import type { DocumentStore } from '../lib/storage/documents';
import { NO_RULES } from '../lib/alerts/suppression/currentRules';
import { startMeteredCosmos, type Metered } from './meteredCosmos';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ACCOUNTS = 34;
/** Three hours of a working day. */
const BEGIN = DEFAULT_BEGIN + 2 * 24 * HOUR + 9 * HOUR;
const HOURS = 3;
const RECORDS_PER_MESSAGE = 100;
const MESSAGES_PER_BATCH = 100;

/** What a million records cost with one choice of partitions and traffic. */
export interface Cost {
  readonly partitions: number;
  readonly records: number;
  readonly recordsPerAccountHour: number;
  readonly batches: number;
  /** By container, over the whole run. */
  readonly pipeline: ReadonlyMap<string, Metered>;
  readonly timer: ReadonlyMap<string, Metered>;
}

/**
 * Works simulated telemetry through the app's pipeline, a batch a minute and partition, and then lets
 * the timer learn it; both over the real client against a database that counts.
 */
export async function costOf(partitions: number, traffic: number): Promise<Cost> {
  const metered = await startMeteredCosmos();
  try {
    const { store } = metered;
    let now = BEGIN;
    const pipeline = pipelineOver(store, () => now);
    const hub = new Hub(partitions);
    let records = 0;
    let batches = 0;
    const accounts = new Set<string>();
    for (const [minute, minutes] of minutesOf(traffic)) {
      now = minute + 3 * MINUTE;
      for (const batch of hub.batchesOf(minutes, now - MINUTE)) {
        const summary = await pipeline.process(batch);
        for (const account of summary.accounts) accounts.add(account);
        records += summary.records;
        batches += 1;
      }
    }
    const ofPipeline = metered.take();
    now += LATENESS + HOUR;
    await noteHeard(store, now);
    metered.take();
    await recomputeBaselines(
      {
        documents: store,
        profiles: new DocumentProfileStore(store),
        placeOf: () => null,
        sightings: new Sightings(store),
        partitions: new PartitionStates(store),
        history: null,
      },
      'bench',
      { now: () => now, deadline: Infinity },
    );
    return {
      partitions,
      records,
      recordsPerAccountHour: records / accounts.size / HOURS,
      batches,
      pipeline: ofPipeline,
      timer: metered.take(),
    };
  } finally {
    await metered.stop();
  }
}

/** The app's pipeline over a database, at a time that is told. */
export function pipelineOver(store: DocumentStore, now: () => number): Pipeline {
  const geo = new GeoReader();
  const placeOf = (address: string) => geo.lookup(address);
  return new Pipeline(
    {
      store,
      activity: new DocumentActivityStore(store),
      deadLetters: new DeadLetterStore(store),
      partitions: new PartitionStates(store),
      threatIntel: () => Promise.resolve(ThreatIntel.empty),
      placeOf,
      queries: new QueryJudge(
        createJudgements({ maxCharacters: 8_000_000 }),
        new LearnedQueries(new DocumentShapeStore(store)),
      ),
      baselines: new Baselines(new DocumentProfileStore(store), placeOf),
      suppressions: NO_RULES,
      sightings: new Sightings(store),
      clock: { observe: () => undefined, now },
    },
    DETECTORS,
    readSettings({}).settings,
  );
}

/** Records by the minute of their event, each minute a list of messages. */
function minutesOf(traffic: number): readonly (readonly [number, readonly RawRecord[][]])[] {
  const minutes = new Map<number, RawRecord[][]>();
  const begin = BEGIN - (BEGIN % (24 * HOUR));
  const request = { days: 1, accounts: ACCOUNTS, seed: 5, begin, attacks: [], decoys: [], traffic };
  for (const { hour, records } of new Simulation(request).blobs()) {
    if (hour < BEGIN || hour >= BEGIN + HOURS * HOUR) continue;
    const byMinute = new Map<number, RawRecord[]>();
    for (const record of records) {
      const minute = Math.floor(Date.parse(String(record['time'])) / MINUTE) * MINUTE;
      const list = byMinute.get(minute) ?? [];
      byMinute.set(minute, list);
      list.push(record);
    }
    for (const [minute, list] of byMinute) {
      const messages = minutes.get(minute) ?? [];
      minutes.set(minute, messages);
      for (let at = 0; at < list.length; at += RECORDS_PER_MESSAGE) {
        messages.push(list.slice(at, at + RECORDS_PER_MESSAGE));
      }
    }
  }
  return [...minutes].sort(([a], [b]) => a - b);
}

/** Gives messages to partitions by turns. */
class Hub {
  private sequence = 0;

  constructor(private readonly partitions: number) {}

  *batchesOf(bodies: readonly RawRecord[][], enqueuedTime: number): Generator<Message[]> {
    const queues = Array.from({ length: this.partitions }, (): Message[] => []);
    for (const records of bodies) {
      const partition = this.sequence % this.partitions;
      this.sequence += 1;
      const position = { source: `ns/hub/${partition}`, sequence: this.sequence, enqueuedTime };
      queues[partition]?.push({ position, records, unreadable: [] });
    }
    for (const queue of queues) {
      for (let at = 0; at < queue.length; at += MESSAGES_PER_BATCH) {
        yield queue.slice(at, at + MESSAGES_PER_BATCH);
      }
    }
  }
}

/** The hub is read to its end, so that the hours may be learned. */
async function noteHeard(store: DocumentStore, now: number): Promise<void> {
  await new PartitionStates(store).note('ns/hub/0', {
    messages: [],
    windows: [],
    detectorErrors: [],
    processedAt: now - 1,
  });
  const states = await new PartitionStates(store).all();
  for (const state of states) await store.upsert('leases', { ...state, enqueuedTime: now - 1 });
}
