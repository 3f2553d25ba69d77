import type { Deed } from '../../activity/deeds';
import { principalText } from '../../alerts/facts';
import type { Severity } from '../../alerts/alert';

/** Whose keys one identity listed within an hour, in one subscription. */
export interface Listings {
  readonly principal: Deed['principal'];
  readonly deeds: readonly Deed[];
  /** Accounts that gave their keys, as `<group>/<name>`, in order. */
  readonly listed: readonly string[];
  /** Accounts that were asked, whatever they answered. */
  readonly asked: readonly string[];
}

/** Listings by identity; those of nobody in particular count together. */
export function listingsIn(deeds: readonly Deed[]): readonly Listings[] {
  const byPrincipal = new Map<string, Deed[]>();
  for (const deed of deeds) {
    if (deed.kind !== 'keyListing' && deed.kind !== 'keyListingAttempt') continue;
    const name = principalText(deed.principal);
    const own = byPrincipal.get(name) ?? [];
    own.push(deed);
    byPrincipal.set(name, own);
  }
  return [...byPrincipal.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const listed = accountsOf(own.filter(({ kind }) => kind === 'keyListing'));
    return [{ principal: first.principal, deeds: own, listed, asked: accountsOf(own) }];
  });
}

function accountsOf(deeds: readonly Deed[]): readonly string[] {
  return [...new Set(deeds.map(({ subject }) => subject))].filter((name) => name !== '').sort();
}

/** Accounts whose keys an identity lists within an hour from which on it looks like a script. */
const BY_STRANGER = 3;
const WITHOUT_HISTORY = 5;
const BY_MANAGER = 10;
/** Times as many, where no listing is known to have succeeded. */
const OF_ATTEMPTS = 2;
/** Times the limit from which on it is the worst. */
const HIGH_TIMES = 4;

/** How well the identity is known: a stranger, one who manages this subscription, or neither. */
export type Standing = 'stranger' | 'manager' | 'unknown';

export function limitOf(standing: Standing): number {
  if (standing === 'stranger') return BY_STRANGER;
  return standing === 'manager' ? BY_MANAGER : WITHOUT_HISTORY;
}

/** Null where there are too few. @param limit accounts from which on it counts */
export function severityOf({ listed, asked }: Listings, limit: number): Severity | null {
  if (listed.length >= limit * HIGH_TIMES) return 'High';
  if (listed.length >= limit) return 'Medium';
  return asked.length >= limit * OF_ATTEMPTS ? 'Low' : null;
}
