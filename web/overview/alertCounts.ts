import { SEVERITIES, type Severity } from '../../lib/alerts/alert';
import type { AlertSummary } from '../../lib/alerts/summary';

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** How many there are of each severity. */
export function severityCounts(alerts: readonly Pick<AlertSummary, 'severity'>[]): SeverityCounts {
  const counts = { Informational: 0, Low: 0, Medium: 0, High: 0 };
  for (const { severity } of alerts) counts[severity] += 1;
  return counts;
}

/** True where somebody still has to do something. */
export function isOpen({ status }: Pick<AlertSummary, 'status'>): boolean {
  return status === 'Active' || status === 'InProgress';
}

export interface TimeSlot {
  /** Epoch ms. */
  readonly start: number;
  readonly counts: SeverityCounts;
}

/** Alerts by the time at which they began, in slots of equal length up to `now`. Times in ms. */
export function timeSlots(
  alerts: readonly Pick<AlertSummary, 'severity' | 'startTimeUtc'>[],
  { now, span, slot }: { readonly now: number; readonly span: number; readonly slot: number },
): readonly TimeSlot[] {
  const last = Math.floor(now / slot);
  const first = last - Math.ceil(span / slot) + 1;
  const bySlot = new Map<number, Pick<AlertSummary, 'severity'>[]>();
  for (const alert of alerts) {
    const at = Math.min(last, Math.floor(Date.parse(alert.startTimeUtc) / slot));
    const own = bySlot.get(at) ?? [];
    own.push(alert);
    bySlot.set(at, own);
  }
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const at = first + index;
    return { start: at * slot, counts: severityCounts(bySlot.get(at) ?? []) };
  });
}

export interface AccountRisk {
  readonly accountId: string;
  readonly counts: SeverityCounts;
  readonly lastSeenUtc: string;
}

/** Accounts with open alerts, the worst first. */
export function accountsAtRisk(alerts: readonly AlertSummary[]): readonly AccountRisk[] {
  const byAccount = new Map<string, AlertSummary[]>();
  for (const alert of alerts.filter(isOpen)) {
    const own = byAccount.get(alert.accountId) ?? [];
    own.push(alert);
    byAccount.set(alert.accountId, own);
  }
  return Array.from(byAccount, ([accountId, own]) => ({
    accountId,
    counts: severityCounts(own),
    lastSeenUtc:
      own
        .map(({ endTimeUtc }) => endTimeUtc)
        .sort()
        .at(-1) ?? '',
  })).sort((a, b) => worseFirst(a.counts, b.counts));
}

function worseFirst(a: SeverityCounts, b: SeverityCounts): number {
  for (const severity of [...SEVERITIES].reverse()) {
    if (a[severity] !== b[severity]) return b[severity] - a[severity];
  }
  return 0;
}
