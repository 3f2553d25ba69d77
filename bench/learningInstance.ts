import { CosmosClient } from '@azure/cosmos';
import { Baselines } from '../lib/baseline/baselines';
import { readLearnings } from '../lib/baseline/learning/accountLearning';
import { recomputeBaselines } from '../lib/baseline/learning/recompute';
import { DocumentProfileStore } from '../lib/baseline/profileStore';
import { PartitionStates } from '../lib/ingestion/partitionState';
import { Sightings } from '../lib/ingestion/sightings';
import { GeoReader } from '../lib/intel/geo';
import { CosmosStore } from '../lib/storage/cosmosStore';

/** Figures of one instance; megabytes are peaks of the whole process. */
export interface InstanceFigures {
  readonly accounts: number;
  readonly hours: number;
  readonly seconds: number;
  readonly timerMegabytes: number;
  /** After the baselines of all accounts were loaded as well, as by batches of all of them. */
  readonly loadedMegabytes: number;
  readonly loadSeconds: number;
}

/** The timer's round, and then all baselines at hand. Prints what it took. */
export async function learningInstance(endpoint: string, key: string, now: number): Promise<void> {
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
  const baselines = new Baselines(profiles, placeOf);
  const all = [...(await readLearnings(store)).keys()];
  await baselines.prepare(all, now);
  const figures: InstanceFigures = {
    accounts,
    hours,
    seconds: (learned - started) / 1000,
    timerMegabytes,
    loadedMegabytes: all.every((account) => baselines.of(account) !== null) ? peakMegabytes() : NaN,
    loadSeconds: (performance.now() - learned) / 1000,
  };
  process.stdout.write(JSON.stringify(figures));
  client.dispose();
}

function peakMegabytes(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}
