import type { AccountId } from '../telemetry/event';
import { BoundedCache } from '../intel/boundedCache';
import type { AccountBaseline, KnownBaselines } from './baseline';
import { baselineOf } from './profile/baselineOf';
import type { PlaceOf } from './profile/facets';
import { packProfile, unpackProfile } from './profile/packedProfile';
import { ProfileError } from './profile/profileError';
import type { ProfileStore } from './profileStore';

/** What was loaded of an account is used for so long before it is asked for again, ms. */
const RELOAD = 10 * 60_000;
/** Accounts whose baselines an instance remembers; those asked for longest ago go. */
const MOST_ACCOUNTS = 2_000;
/** Profiles that are read at a time. */
const AT_ONCE = 16;
/** Baselines that are ready to be asked, in each of two generations; about 120 KB each. */
const READY = 64;

interface Loaded {
  readonly at: number;
  /** Null for an account of which nothing was learned. */
  readonly packed: Buffer | null;
}

interface Ready {
  readonly from: Loaded;
  readonly baseline: AccountBaseline | null;
}

/**
 * The baselines that an instance has at hand. Those that nobody has asked lately are packed: there are
 * a thousand, and between two batches most are idle.
 */
export class Baselines implements KnownBaselines {
  private readonly loaded = new Map<AccountId, Loaded>();
  private readonly ready = new BoundedCache<Ready>(READY);
  /** The one asked last: events come in runs of one account. */
  private last: Ready | null = null;
  private lastAccount: AccountId | null = null;
  private readonly unusable = new Map<AccountId, ProfileError>();

  /** @param placeOf where an address is, such as `GeoReader.lookup` */
  constructor(
    private readonly store: Pick<ProfileStore, 'load'>,
    private readonly placeOf: PlaceOf,
  ) {}

  /** Profiles that cannot be used, for `health`: such an account counts as new. */
  get problems(): readonly ProfileError[] {
    return [...this.unusable.values()];
  }

  async prepare(accounts: Iterable<AccountId>, now: number): Promise<void> {
    const wanted = new Set(accounts);
    const missing = [...wanted].filter((account) => !this.isFresh(account, now));
    for (let start = 0; start < missing.length; start += AT_ONCE) {
      const some = missing.slice(start, start + AT_ONCE);
      await Promise.all(some.map((account) => this.load(account, now)));
    }
    for (const account of this.loaded.keys()) {
      if (this.loaded.size <= MOST_ACCOUNTS) break;
      // A batch keeps what it asked for, however many these are.
      if (!wanted.has(account)) this.loaded.delete(account);
    }
  }

  of(account: AccountId): AccountBaseline | null {
    const loaded = this.loaded.get(account);
    if (loaded === undefined) return null;
    if (this.lastAccount !== account || this.last?.from !== loaded) {
      this.last = this.readyOf(account, loaded);
      this.lastAccount = account;
    }
    return this.last.baseline;
  }

  /** Has the account loaded anew when it is next asked for, after it has learned. */
  forget(account: AccountId): void {
    this.loaded.delete(account);
  }

  private isFresh(account: AccountId, now: number): boolean {
    const known = this.loaded.get(account);
    return known !== undefined && Math.abs(now - known.at) < RELOAD;
  }

  private async load(account: AccountId, now: number): Promise<void> {
    const packed = await this.read(account);
    this.loaded.delete(account);
    this.loaded.set(account, { at: now, packed });
  }

  private readyOf(account: AccountId, loaded: Loaded): Ready {
    const known = this.ready.get(account);
    if (known?.from === loaded) return known;
    const { at, packed } = loaded;
    const baseline =
      packed === null ? null : baselineOf(unpackProfile(account, packed), at, this.placeOf);
    const made = { from: loaded, baseline };
    this.ready.set(account, made);
    return made;
  }

  private async read(account: AccountId): Promise<Buffer | null> {
    try {
      const profile = await this.store.load(account);
      this.unusable.delete(account);
      return profile === null ? null : packProfile(profile);
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      this.unusable.set(account, error);
      return null;
    }
  }
}
