import type { CosmosClient } from '@azure/cosmos';
import {
  notLearned,
  withProfile,
  writeLearning,
} from '../../lib/baseline/learning/accountLearning';
import { Profile } from '../../lib/baseline/profile/profile';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { Observations } from '../../lib/baseline/observations/observations';
import { writeObservations } from '../../lib/baseline/observations/observationStore';
import { GeoReader } from '../../lib/intel/geo';
import { CosmosStore } from '../../lib/storage/cosmosStore';
import type { AccountId } from '../../lib/telemetry/event';
import { demoHistory } from './history';

/** Lets the demo's accounts be known for a month, as if the learning timer had seen all of it. */
export async function teachHistory(
  client: CosmosClient,
  database: string,
  now: number,
): Promise<void> {
  const store = new CosmosStore(client.database(database));
  const profiles = new DocumentProfileStore(store);
  const geo = new GeoReader();
  const accounts = new Map<AccountId, { profile: Profile; observations: Observations }>();
  for (const activity of demoHistory(now)) {
    const { account } = activity;
    const known = accounts.get(account);
    const { profile, observations } = known ?? {
      profile: new Profile(account),
      observations: new Observations(account),
    };
    accounts.set(account, { profile, observations });
    profile.learn(activity, (address) => geo.lookup(address), now);
    observations.learn(activity);
  }
  for (const [account, { profile, observations }] of accounts) {
    await writeObservations(store, observations);
    await profiles.save(profile);
    const examinedThrough = profile.learnedThrough ?? -1;
    await writeLearning(store, withProfile({ ...notLearned(account), examinedThrough }, profile));
  }
}
