import { retiresAccount } from '../management/retirement';
import type { AccessEvent, AccountId, Category } from '../telemetry/event';
import { slotOf } from './presence';
import type { WrongClock } from './wrongClock';

const DAY = 86_400_000;
/** A clock further ahead than this is wrong, ms. */
const CLOCK_ERROR = DAY;
/** Written slots that are remembered, so that records out of order are no news. */
const SLOTS_REMEMBERED = 16;

interface StreamSeen {
  heard: number;
  /** The slot of the last record: records come in runs. */
  slot: number;
  readonly newSlots: Set<number>;
  readonly writtenSlots: Set<number>;
}

/** What was seen of an account since it was written last; times in epoch ms. */
interface AccountSeen {
  readonly streams: Map<Category, StreamSeen>;
  region: string;
  /** From event to hub, ms; -1 where no record told. */
  longestDelay: number;
  retiredAt: number;
  isUnwritten: boolean;
  isKnown: boolean;
}

/** What is to be written of an account. */
export interface AccountNews extends Pick<AccountSeen, 'region' | 'longestDelay' | 'retiredAt'> {
  readonly heard: ReadonlyMap<Category, number>;
}

/** What this instance has seen in one hub partition, and what of it is not written yet. */
export class PartitionSightings {
  readonly wrongClocks = new Map<AccountId, WrongClock>();
  /** Epoch ms. */
  writtenAt = -Infinity;
  presenceWrittenAt = -Infinity;
  /** True where something is to be written. */
  isUnwritten = false;
  /** True where it is of an account that this instance has never written. */
  hasNewAccounts = false;
  private readonly accounts = new Map<AccountId, AccountSeen>();

  /** @param now epoch ms; what tells a later time is heard now */
  see(event: AccessEvent, now: number): void {
    const { account, category, time, message, region } = event;
    if (time > now + CLOCK_ERROR) this.wrongClocks.set(account, { told: time, at: now });
    const heard = Math.min(time, now);
    const seen = this.accountOf(account);
    seen.isUnwritten = true;
    this.isUnwritten = true;
    if (!seen.isKnown) this.hasNewAccounts = true;
    if (region !== '') seen.region = region;
    if (message.enqueuedTime > 0) {
      seen.longestDelay = Math.max(seen.longestDelay, message.enqueuedTime - time);
    }
    if (event.management !== null && retiresAccount(event)) seen.retiredAt = heard;
    const stream = streamOf(seen, category);
    if (heard > stream.heard) stream.heard = heard;
    const slot = slotOf(heard);
    if (slot === stream.slot) return;
    stream.slot = slot;
    if (!stream.writtenSlots.has(slot)) stream.newSlots.add(slot);
  }

  /** What is to be written. */
  news(): Map<AccountId, AccountNews> {
    const news = new Map<AccountId, AccountNews>();
    for (const [account, seen] of this.accounts) {
      if (!seen.isUnwritten) continue;
      const { region, longestDelay, retiredAt, streams } = seen;
      const heard = new Map([...streams].map(([category, stream]) => [category, stream.heard]));
      news.set(account, { region, longestDelay, retiredAt, heard });
    }
    return news;
  }

  /** What is to be written now; taken for written until it is given back. */
  takeNews(): Map<AccountId, AccountNews> {
    const news = this.news();
    for (const account of news.keys()) {
      const seen = this.accountOf(account);
      seen.isUnwritten = false;
      seen.isKnown = true;
      seen.longestDelay = -1;
    }
    this.isUnwritten = false;
    this.hasNewAccounts = false;
    return news;
  }

  giveBack(news: ReadonlyMap<AccountId, AccountNews>): void {
    this.isUnwritten = true;
    for (const [account, { longestDelay }] of news) {
      const seen = this.accountOf(account);
      seen.isUnwritten = true;
      seen.longestDelay = Math.max(seen.longestDelay, longestDelay);
    }
  }

  /** Slots that are to be written; `slotsWritten` says that they are. */
  newSlots(): Map<AccountId, Map<Category, readonly number[]>> {
    const news = new Map<AccountId, Map<Category, readonly number[]>>();
    for (const [account, { streams }] of this.accounts) {
      for (const [category, { newSlots }] of streams) {
        if (newSlots.size === 0) continue;
        const categories = news.get(account) ?? new Map<Category, readonly number[]>();
        news.set(account, categories.set(category, [...newSlots]));
      }
    }
    return news;
  }

  slotsWritten(written: ReturnType<PartitionSightings['newSlots']>): void {
    for (const [account, categories] of written) {
      for (const [category, slots] of categories) {
        const { newSlots, writtenSlots } = streamOf(this.accountOf(account), category);
        for (const slot of slots) {
          newSlots.delete(slot);
          writtenSlots.add(slot);
        }
        for (const slot of writtenSlots) {
          if (writtenSlots.size <= SLOTS_REMEMBERED) break;
          writtenSlots.delete(slot);
        }
      }
    }
  }

  private accountOf(account: AccountId): AccountSeen {
    const known = this.accounts.get(account);
    if (known !== undefined) return known;
    const seen = {
      streams: new Map<Category, StreamSeen>(),
      region: '',
      longestDelay: -1,
      retiredAt: -1,
      isUnwritten: true,
      isKnown: false,
    };
    this.accounts.set(account, seen);
    return seen;
  }
}

function streamOf({ streams }: AccountSeen, category: Category): StreamSeen {
  const known = streams.get(category);
  if (known !== undefined) return known;
  const stream = {
    heard: -Infinity,
    slot: -1,
    newSlots: new Set<number>(),
    writtenSlots: new Set<number>(),
  };
  streams.set(category, stream);
  return stream;
}
