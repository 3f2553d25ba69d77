import type { Severity } from '../../alerts/alert';
import { principalText } from '../../alerts/facts';
import { by, count, counted, from, minute } from '../../alerts/phrases';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline } from '../../baseline/baseline';
import { factsOfMain, mainActors, timesOfActors } from '../actorGroups';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { confidenceOf } from '../excess';
import { surpriseText } from '../surprises';
import { newText, usualDetails } from '../usualText';
import { burdensIn, type Burden } from './burden';
import { metadata } from './metadata';

/** Times beyond the limit from which on it is severe. */
const CLEAR = 10;

export const resourceExhaustion: WindowDetector = {
  kind: 'window',
  subject: 'knownAccount',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    if (baseline === null) return [];
    return burdensIn(window, baseline, context).map((burden) =>
      finding(window, baseline, burden, context),
    );
  },
  reason: ({ facts, details }) => {
    const throttled = Number(details['throttled'] ?? '0');
    const effect = throttled === 0 ? '' : `, while ${counted(throttled, 'request')} was throttled`;
    return (
      `${details['units'] ?? ''} request units used in ${details['period'] ?? ''}${by(facts)}` +
      `${from(facts)}${newText(details['new'])}, ${details['shareOfAccount'] ?? ''} of the account's` +
      `${throttled > 1 ? effect.replace(' was ', ' were ') : effect}; ${details['comparedWith'] ?? ''}.`
    );
  },
};

function finding(
  window: ActivityWindow,
  baseline: AccountBaseline,
  { group, excess, throttled, shareOfAccount, surprises }: Burden,
  { country }: DetectionContext,
): WindowFinding {
  const actors = mainActors(group, 'requestUnits');
  const { principal, application } = group.identity;
  const signs = surprises.length + (throttled === null ? 0 : 1);
  return {
    account: window.account,
    api: group.api,
    group: [principal.kind, principal.id, application],
    time: window.start,
    severity: severityOf(excess.value / excess.limit, throttled !== null, surprises.length > 0),
    confidence: confidenceOf(excess, signs, baseline.confidenceCap),
    occurrences: group.figures.requests,
    facts: factsOfMain(group, 'requestUnits', country),
    ...timesOfActors(actors),
    details: {
      units: count(excess.value),
      period: `the hour to ${minute(window.end)}`,
      actor: `${principalText(principal)} ${application}`.trim(),
      shareOfAccount: `${Math.round(shareOfAccount * 100)} %`,
      throttled: String(throttled?.value ?? 0),
      usualThrottled: String(Math.round(throttled?.usual.percentile99 ?? 0)),
      ...usualDetails(baseline, excess),
      new: surpriseText(surprises),
    },
  };
}

function severityOf(strength: number, isThrottled: boolean, isNew: boolean): Severity {
  if (!isThrottled) return isNew ? 'Medium' : 'Low';
  return strength >= CLEAR && isNew ? 'High' : 'Medium';
}
