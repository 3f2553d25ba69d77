import type { DocumentStore } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import { ProfileError } from '../profile/profileError';
import { stageOf } from '../profile/stage';
import type { ProfileStore } from '../profileStore';
import { readLearning, type AccountLearning } from './accountLearning';

/** How well an account is known. */
export type Standing = Pick<AccountLearning, 'stage' | 'historyDays'>;

/**
 * What the profile of an account says, by the small note that the timer keeps of it, or by itself where
 * there is no such note. Null where nothing was learned, or nothing that can be used.
 * @throws StorageError
 */
export async function readStanding(
  documents: DocumentStore,
  profiles: Pick<ProfileStore, 'load'>,
  account: AccountId,
): Promise<Standing | null> {
  const noted = await readLearning(documents, account);
  if (noted !== null) return noted;
  try {
    const profile = await profiles.load(account);
    if (profile === null) return null;
    const { historyDays } = profile;
    return { stage: stageOf(historyDays), historyDays };
  } catch (error) {
    // `health` tells of it, and detectors are silent about behaviour.
    if (error instanceof ProfileError) return null;
    throw error;
  }
}
