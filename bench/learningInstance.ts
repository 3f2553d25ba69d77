import { CosmosClient } from '@azure/cosmos';
import { recomputeBaselines } from '../lib/baseline/learning/recompute';
import { DocumentProfileStore } from '../lib/baseline/profileStore';
import { PartitionStates } from '../lib/ingestion/partitionState';
import { Sightings } from '../lib/ingestion/sightings';
import { GeoReader } from '../lib/intel/geo';
import { keepHeapSmall } from '../lib/smallHeap';
import { CosmosStore } from '../lib/storage/cosmosStore';
import { pipelineOver } from './cost';
import { ACCOUNTS, PARTITIONS, recordsOf } from './crowd';

const HOUR = 3_600_000;

/** Figures of one instance; megabytes are peaks of the whole process. */
export interface InstanceFigures {
  readonly accounts: number;
  readonly hours: number;
  readonly seconds: number;
  readonly timerMegabytes: number;
  /** After a batch of every account was judged as well, all baselines at hand. */
  readonly judgedMegabytes: number;
  readonly judgedSeconds: number;
}

/** The timer's round, and then a batch of every account. Prints what it took. */
export async function learningInstance(endpoint: string, key: string, now: number): Promise<void> {
  // As the functions do.
  keepHeapSmall();
  const client = new CosmosClient({ endpoint, key });
  const store = new CosmosStore(client.database('warden'));
  const profiles = new DocumentProfileStore(store);
  const geo = new GeoReader();
  const placeOf = (address: string) => geo.lookup(address);
  const started = performance.now();
  const clock = () => now + (performance.now() - started);
  const { accounts, hours } = await recomputeBaselines(
    {
      documents: store,
      profiles,
      placeOf,
      sightings: new Sightings(store),
      partitions: new PartitionStates(store),
      history: null,
    },
    'bench',
    { now: clock, deadline: Infinity },
  );
  const learned = performance.now();
  const timerMegabytes = peakMegabytes();
  const pipeline = pipelineOver(store, () => now);
  let sequence = 0;
  for (let number = 0; number < ACCOUNTS; number += 1) {
    sequence += 1;
    const source = `ns/hub/${number % PARTITIONS}`;
    const position = { source, sequence, enqueuedTime: now };
    const records = recordsOf(number, now - (now % HOUR));
    await pipeline.process([{ position, records, unreadable: [] }]);
  }
  const figures: InstanceFigures = {
    accounts,
    hours,
    seconds: (learned - started) / 1000,
    timerMegabytes,
    judgedMegabytes: peakMegabytes(),
    judgedSeconds: (performance.now() - learned) / 1000,
  };
  process.stdout.write(JSON.stringify(figures));
  client.dispose();
}

function peakMegabytes(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}
