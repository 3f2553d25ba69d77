import { subscriptionOf } from '../management/subscription';
import { standstillOf, type Standstill } from './outage';
import type { Stream } from './stream';

/** Streams of a hub that may stand still together: all, or those of a region or a subscription. */
interface Part {
  readonly regions: readonly string[];
  readonly subscriptions: readonly string[];
  readonly streams: readonly Stream[];
  /** True where it is only those that rest each week, as on a holiday. */
  readonly isOfResting: boolean;
}

export interface StandingPart extends Part {
  readonly standstill: Standstill;
}

/** Standstills whose shares differ by less are alike: then it is the larger part. */
const ALIKE = 0.1;

/**
 * The part of a hub's streams that stands still most clearly; null where none does: all, those of a
 * region or a subscription, and of each of these those where people work by the week.
 * @param streams of one hub and one kind
 */
export function standingPart(
  streams: readonly Stream[],
  late: ReadonlySet<Stream>,
  share: number,
): StandingPart | null {
  const parts = partsOf(streams);
  return clearest([...parts, ...parts.map(resting)], late, share);
}

function partsOf(streams: readonly Stream[]): readonly Part[] {
  const all = { regions: [], subscriptions: [], streams, isOfResting: false };
  const byRegion = named(streams, ({ region }) => region).map(([region, own]) => {
    return { ...all, regions: [region], streams: own };
  });
  const bySubscription = named(streams, subscriptionOfStream).map(([subscription, own]) => {
    return { ...all, subscriptions: [subscription], streams: own };
  });
  return [...byRegion, ...bySubscription, all];
}

/** Empty where the account's id tells none. */
export function subscriptionOfStream({ account }: Pick<Stream, 'account'>): string {
  return subscriptionOf(account) ?? '';
}

function resting(part: Part): Part {
  const streams = part.streams.filter((stream) => stream.expectation()?.rhythm.restsWeekly);
  return { ...part, streams, isOfResting: true };
}

function clearest(
  parts: readonly Part[],
  late: ReadonlySet<Stream>,
  share: number,
): StandingPart | null {
  let best: StandingPart | null = null;
  for (const part of parts) {
    const standstill = standstillOf(part.streams, late, share);
    if (standstill === null) continue;
    if (best === null || isClearer(standstill, best.standstill)) best = { ...part, standstill };
  }
  return best;
}

function isClearer(one: Standstill, other: Standstill): boolean {
  const clarity = Math.round(one.share / ALIKE) - Math.round(other.share / ALIKE);
  return clarity > 0 || (clarity === 0 && one.missing.length > other.missing.length);
}

function named(streams: readonly Stream[], nameOf: (stream: Stream) => string) {
  const names = new Set(streams.map(nameOf));
  return [...names].map((name) => {
    return [name, streams.filter((stream) => nameOf(stream) === name)] as const;
  });
}
