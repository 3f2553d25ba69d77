import { bucketStart, type AlertIdentity } from './identity';

/** Alerts of one type that an account may have in one bucket, each with a group of its own. */
export const MOST_GROUPS = 50;
/** Counters that are kept; the oldest go first. */
const MOST_COUNTERS = 5000;
/** Group of the alert that takes what comes beyond the bound. */
export const OVERFLOW_GROUP = 'beyond the bound';
/** What that alert says of itself. */
export const BOUND_REACHED = `more than ${MOST_GROUPS} alerts of this type in this period: the rest is counted here`;

/**
 * Keeps an attacker who changes address with every request from raising an alert for each: beyond
 * 50 alerts of a type, account and bucket, everything further counts in one more alert, which says
 * so. Each instance counts for itself.
 */
export class AlertBound {
  private readonly groups = new Map<string, Set<string>>();

  /** The identity itself, or that of the alert beyond the bound. */
  admit(identity: AlertIdentity): AlertIdentity {
    if (identity.group.length === 0) return identity;
    const key = JSON.stringify([identity.alertType, identity.account, bucketStart(identity)]);
    const groups = this.groups.get(key) ?? new Set<string>();
    this.groups.set(key, groups);
    if (this.groups.size > MOST_COUNTERS) this.forgetOldest();
    const group = JSON.stringify(identity.group);
    if (!groups.has(group)) {
      if (groups.size >= MOST_GROUPS) return { ...identity, group: [OVERFLOW_GROUP] };
      groups.add(group);
    }
    return identity;
  }

  private forgetOldest(): void {
    for (const key of this.groups.keys()) {
      this.groups.delete(key);
      return;
    }
  }
}
