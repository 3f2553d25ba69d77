import type { Deed } from '../../activity/deeds';
import { HOUR } from '../../activity/windowPart';
import type { ActivityWindow } from '../../activity/window';
import { principalText } from '../../alerts/facts';
import type { Severity } from '../../alerts/alert';
import type { AccountBaseline } from '../../baseline/baseline';

/** Whose keys one identity listed within an hour, in one subscription or in all of them. */
export interface Listings {
  readonly principal: Deed['principal'];
  readonly deeds: readonly Deed[];
  /** Accounts that gave their keys, as `accountWithin` tells them, in order. */
  readonly listed: readonly string[];
  /** Accounts that were asked, whatever they answered. */
  readonly asked: readonly string[];
}

/**
 * Listings by identity; those of nobody in particular count together. Of each the hour in which most
 * accounts were asked, wherever it begins: some of it lies in the window.
 */
export function listingsIn({ deeds, earlier }: ActivityWindow): readonly Listings[] {
  const now = byPrincipal(deeds);
  const before = byPrincipal(earlier[0]?.deeds ?? []);
  return [...now].flatMap(([name, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    return [busiestHour(first.principal, own, before.get(name) ?? [])];
  });
}

function byPrincipal(deeds: readonly Deed[]): ReadonlyMap<string, readonly Deed[]> {
  const found = new Map<string, Deed[]>();
  for (const deed of deeds) {
    if (deed.kind !== 'keyListing' && deed.kind !== 'keyListingAttempt') continue;
    const name = principalText(deed.principal);
    const own = found.get(name) ?? [];
    own.push(deed);
    found.set(name, own);
  }
  return found;
}

function busiestHour(
  principal: Deed['principal'],
  now: readonly Deed[],
  before: readonly Deed[],
): Listings {
  let busiest = listingsOf(principal, now);
  for (const { lastSeen: begin } of before) {
    const within = [
      ...before.filter(({ lastSeen }) => lastSeen >= begin),
      ...now.filter(({ firstSeen }) => firstSeen <= begin + HOUR),
    ];
    // An hour that was over when the window began has had its alert.
    if (within.every((deed) => before.includes(deed))) continue;
    const listings = listingsOf(principal, within);
    if (listings.asked.length > busiest.asked.length) busiest = listings;
  }
  return busiest;
}

function listingsOf(principal: Deed['principal'], deeds: readonly Deed[]): Listings {
  const listed = accountsOf(deeds.filter(({ kind }) => kind === 'keyListing'));
  return { principal, deeds, listed, asked: accountsOf(deeds) };
}

function accountsOf(deeds: readonly Deed[]): readonly string[] {
  return [...new Set(deeds.map(({ subject }) => subject))].filter((name) => name !== '').sort();
}

/** Accounts whose keys an identity lists within an hour from which on it looks like a script. */
const BY_STRANGER = 3;
const BY_SCRIPT = 4;
const WITHOUT_HISTORY = 5;
const BY_MANAGER = 10;
/** Times as many, where no listing is known to have succeeded. */
const OF_ATTEMPTS = 2;
/** Times the limit from which on it is worse, for who manages the subscription, and the worst. */
const MEDIUM_TIMES = 2;
const HIGH_TIMES = 4;
/** Days of history after which habits are known. */
const LEAST_HISTORY_DAYS = 7;
/** Opening an account in the portal lists its keys. */
const PORTAL = 'azure-portal';

/**
 * How well the identity is known: a stranger, one who manages the subscription but never listed many
 * with what runs scripts, one who does it in the portal or is not known for long, or nobody known.
 */
export type Standing = 'stranger' | 'scripter' | 'manager' | 'unknown';

export function standingOf(
  { deeds }: Listings,
  strangeness: number,
  baseline: AccountBaseline | null,
): Standing {
  if (strangeness >= 2) return 'stranger';
  if (baseline === null || baseline.stage === 'new') return 'unknown';
  const isByHand = deeds.some(({ tool }) => tool === PORTAL || tool === 'unknown');
  return isByHand || baseline.historyDays < LEAST_HISTORY_DAYS ? 'manager' : 'scripter';
}

const LIMITS: Readonly<Record<Standing, number>> = {
  stranger: BY_STRANGER,
  scripter: BY_SCRIPT,
  manager: BY_MANAGER,
  unknown: WITHOUT_HISTORY,
};

export function limitOf(standing: Standing): number {
  return LIMITS[standing];
}

/** Null where there are too few. @param limit accounts from which on it counts */
export function severityOf(
  { listed, asked }: Listings,
  standing: Standing,
  limit: number,
): Severity | null {
  if (listed.length >= limit * HIGH_TIMES) return 'High';
  if (listed.length >= limit) {
    return standing === 'scripter' && listed.length < limit * MEDIUM_TIMES ? 'Low' : 'Medium';
  }
  return asked.length >= limit * OF_ATTEMPTS ? 'Low' : null;
}
