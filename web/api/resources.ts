/** What the API answers, by the types that it is made from, and the paths where it is asked. */

import type { Alert } from '../../lib/alerts/alert';
import type { AlertSummary } from '../../lib/alerts/summary';
import type { Measure } from '../../lib/baseline/baseline';
import type { HourlyFigures } from '../../lib/baseline/describe/describeHours';
import type { BaselineDescription } from '../../lib/baseline/describe/description';
import type { CoverageReport } from '../../lib/coverage/report';
import type { healthReport } from '../../lib/health';
import type { RecommendationList } from '../../lib/recommendations/recommendation';
import type { HiddenAlerts } from '../../lib/alerts/suppression/hiddenAlerts';
import type { toRule } from '../../lib/alerts/suppression/rule';

export interface AlertPage {
  readonly value: readonly AlertSummary[];
  readonly nextLink: string | null;
}
export type Baseline = BaselineDescription & { readonly series?: HourlyFigures | null };
export type Health = ReturnType<typeof healthReport>;
export type Rule = ReturnType<typeof toRule>;
export interface RuleList {
  readonly value: readonly Rule[];
}
export type RuleWithHidden = Rule & { readonly hidden: HiddenAlerts };
export type DryRun = HiddenAlerts & { readonly days: number };
export interface Expectation {
  readonly alert: Alert;
  readonly suppression: Rule;
}
export type { Alert, AlertSummary, CoverageReport, HiddenAlerts, RecommendationList };

export const paths = {
  alert: (id: string) => `alerts/${encodeURIComponent(id)}`,
  baseline: (account: string, series?: Measure) =>
    `baselines/${encodeURIComponent(account)}${series === undefined ? '' : `?series=${series}`}`,
  coverage: (account?: string) => `coverage${ofAccount(account)}`,
  recommendations: (account?: string) => `recommendations${ofAccount(account)}`,
  rule: (id: string) => `suppressions/${encodeURIComponent(id)}`,
};

function ofAccount(account?: string): string {
  return account === undefined ? '' : `?accountId=${encodeURIComponent(account)}`;
}
