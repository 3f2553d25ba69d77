import { createHash } from 'node:crypto';
import { SEVERITIES } from '../alerts/alert';
import { windowOf } from '../coverage/accountCoverage';
import { isoTime, nameOf, type AccountFacts } from '../coverage/accountFacts';
import type { AccountId } from '../telemetry/event';
import { ADVISORS } from './advisors';
import type { DismissalDocument } from './dismissals';
import {
  RECOMMENDATION_KINDS,
  type Dismissal,
  type Recommendation,
  type RecommendationKind,
} from './recommendation';

/** The id of a recommendation: the same whenever it is derived. */
export function recommendationId(kind: RecommendationKind, account: AccountId): string {
  return `${kind}-${createHash('sha256').update(account).digest('hex').slice(0, 16)}`;
}

/** All advice for an account, the most severe first. Pure. */
export function recommend(
  facts: AccountFacts,
  dismissals: readonly DismissalDocument[],
): readonly Recommendation[] {
  const { accountId, days, now } = facts;
  const window = windowOf(facts);
  const told = RECOMMENDATION_KINDS.flatMap((kind): readonly Recommendation[] => {
    const advice = ADVISORS[kind](facts);
    if (advice === null) return [];
    const dismissal = dismissalOf(kind, facts, dismissals, advice.worsens.value);
    return [
      {
        id: recommendationId(kind, accountId),
        kind,
        accountId,
        account: nameOf(facts),
        ...advice,
        evidence: {
          fromUtc: window?.fromUtc ?? isoTime(now),
          toUtc: window?.toUtc ?? isoTime(now),
          days: days.length,
          ...advice.evidence,
        },
        status: dismissal === null || dismissal.outgrown ? 'open' : 'dismissed',
        dismissal,
      },
    ];
  });
  return [...told].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

function dismissalOf(
  kind: RecommendationKind,
  { accountId }: AccountFacts,
  dismissals: readonly DismissalDocument[],
  value: number,
): Dismissal | null {
  const found = dismissals.find((one) => {
    return one.accountId === accountId && one.recommendation === kind;
  });
  if (found === undefined) return null;
  const { reason, by, at, value: before, returnsAbove } = found;
  const outgrown = value > returnsAbove;
  return { reason, by, atUtc: isoTime(at), value: before, returnsAbove, outgrown };
}
