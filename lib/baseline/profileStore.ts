import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { Profile } from './profile/profile';
import { PROFILE_ID } from './profile/profileSchema';
import { readProfile } from './profile/readProfile';
import { writeProfile } from './profile/writeProfile';

/** Where profiles are kept. Each account has one writer, who holds the timer's lease. */
export interface ProfileStore {
  /**
   * Null where nothing was learned yet.
   * @throws ProfileError where what is stored cannot be used, @throws StorageError
   */
  load(account: AccountId): Promise<Profile | null>;
  /** @throws StorageError */
  save(profile: Profile): Promise<void>;
  /** Keeps a copy of what cannot be used, before it is learned anew. @throws StorageError */
  setAside(account: AccountId): Promise<void>;
}

/** Keeps profiles in the `baselines` container. */
export class DocumentProfileStore implements ProfileStore {
  constructor(private readonly documents: DocumentStore) {}

  async load(account: AccountId): Promise<Profile | null> {
    const found = await this.documents.read<StoredDocument>('baselines', account, PROFILE_ID);
    return found === null ? null : readProfile(account, found.document);
  }

  async save(profile: Profile): Promise<void> {
    await this.documents.upsert('baselines', writeProfile(profile));
  }

  async setAside(account: AccountId): Promise<void> {
    const found = await this.documents.read<StoredDocument>('baselines', account, PROFILE_ID);
    if (found === null) return;
    const copy = { ...found.document, id: `${PROFILE_ID}-set-aside`, kind: 'setAside' };
    await this.documents.upsert('baselines', copy);
  }
}

/** For files: profiles live as long as the run. */
export class MemoryProfileStore implements ProfileStore {
  private readonly profiles = new Map<AccountId, Profile>();

  load(account: AccountId): Promise<Profile | null> {
    return Promise.resolve(this.profiles.get(account) ?? null);
  }

  save(profile: Profile): Promise<void> {
    this.profiles.set(profile.account, profile);
    return Promise.resolve();
  }

  setAside(account: AccountId): Promise<void> {
    this.profiles.delete(account);
    return Promise.resolve();
  }
}
