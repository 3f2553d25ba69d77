import { scopesWithin } from './addressScope';
import { parseNetwork, type Network } from './network';
import { listingLabel, type Listing } from './listing';
import type { LabelledNetwork } from './rangeTable';

/** Why an entry of a feed is passed over. */
export type SkipReason =
  /** No address or network. */
  | 'unreadable'
  /** Larger than any honest listing: wider than /8, or /16 for IPv6. */
  | 'tooWide'
  /** Private, loopback, link-local and the like: many clients share it. */
  | 'notPublic'
  /** Its publisher took it back, or its validity has ended. */
  | 'expired'
  /** The address alone is not what the feed warns of. */
  | 'conditional';

/** What a feed offers cannot be used as a whole; the message says why. */
export class FeedRefusedError extends Error {
  override readonly name = 'FeedRefusedError';
}

export const MOST_ENTRIES = 500_000;
const WIDEST_PREFIX = { 4: 8, 6: 16 } as const;

/** Collects what a feed lists and counts what is passed over, with the reasons. */
export class FeedEntries {
  readonly networks: LabelledNetwork[] = [];
  readonly skipped = new Map<SkipReason, number>();
  private readonly label: string;

  /** @param listing what an entry means that does not say so itself */
  constructor(readonly listing: Listing) {
    this.label = listingLabel(listing);
  }

  /** Adds an address or network. @throws FeedRefusedError past {@link MOST_ENTRIES} */
  add(text: string, listing?: Listing): void {
    const network = parseNetwork(text);
    const reason = network === null ? 'unreadable' : reasonToSkip(network);
    if (network === null || reason !== null) {
      this.skip(reason ?? 'unreadable');
      return;
    }
    if (this.networks.length >= MOST_ENTRIES) {
      throw new FeedRefusedError(`it has more than ${MOST_ENTRIES} entries`);
    }
    const label = listing === undefined ? this.label : listingLabel(listing);
    this.networks.push({ network, label });
  }

  skip(reason: SkipReason): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }
}

export function isTooWide(network: Network): boolean {
  return network.prefix < WIDEST_PREFIX[network.version];
}

/** Documentation addresses are let in: no client has one, and examples and tests are full of them. */
function reasonToSkip(network: Network): SkipReason | null {
  if (isTooWide(network)) return 'tooWide';
  const hasPrivate = scopesWithin(network).some((scope) => scope !== 'documentation');
  return hasPrivate ? 'notPublic' : null;
}
