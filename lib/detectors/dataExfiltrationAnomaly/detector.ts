import type { ActivityWindow } from '../../activity/window';
import { principalText } from '../../alerts/facts';
import { by, bytes, from, minute } from '../../alerts/phrases';
import type { Severity } from '../../alerts/alert';
import type { AccountBaseline } from '../../baseline/baseline';
import { factsOfMain, heaviestContainer, mainActors, timesOfActors } from '../actorGroups';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { confidenceOf } from '../excess';
import { surpriseText } from '../surprises';
import { newText, usualDetails } from '../usualText';
import { extractionsIn, leastOfHour, type Extraction } from './extraction';
import { metadata } from './metadata';
import { endOf } from './spans';

/** Times the 99th percentile from which on it is severe, and surprises that make it so. */
const MEDIUM_RATIO = 10;
const HIGH_RATIO = 30;
const MANY_SURPRISES = 2;

export const dataExfiltrationAnomaly: WindowDetector = {
  kind: 'window',
  subject: 'knownAccount',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    if (baseline === null) return [];
    if (window.totals.responseBytes < leastOfHour(context)) return [];
    return extractionsIn(window, baseline, context).map((extraction) =>
      finding(window, baseline, extraction, context),
    );
  },
  reason: ({ facts, details }) => {
    const container = details['container'] ?? '';
    return (
      `${details['volume'] ?? ''} read${container === '' ? '' : ` from ${container}`} in ` +
      `${details['period'] ?? ''}${by(facts)}${from(facts)}${newText(details['new'])}; ` +
      `${details['comparedWith'] ?? ''}.`
    );
  },
};

function finding(
  window: ActivityWindow,
  baseline: AccountBaseline,
  extraction: Extraction,
  { country }: DetectionContext,
): WindowFinding {
  const { group, excess, span, surprises, accountBytes, accountUsual } = extraction;
  const actors = mainActors(group, 'responseBytes');
  const { principal, application } = group.identity;
  const container = heaviestContainer(actors);
  const { hours, length } = span;
  const start = window.end - hours * (window.end - window.start);
  const end = minute(endOf(window, span));
  const ofContainer = baseline.usual('responseBytes', { of: 'container', container }, start, hours);
  return {
    account: window.account,
    api: group.api,
    group: [principal.kind, principal.id, application],
    time: window.start,
    severity: severityOf(extraction),
    confidence: confidenceOf(excess, surprises.length, baseline.confidenceCap),
    occurrences: group.figures.requests,
    facts: factsOfMain(group, 'responseBytes', country),
    ...timesOfActors(actors),
    details: {
      volume: bytes(group.figures.responseBytes),
      period: length === 1 ? `the hour to ${end}` : `the ${length} hours to ${end}`,
      hours: String(length),
      actor: `${principalText(principal)} ${application}`.trim(),
      container,
      ...usualDetails(baseline, excess, hours),
      containerPercentile99: ofContainer === null ? 'unknown' : bytes(ofContainer.percentile99),
      accountBytes: String(Math.round(accountBytes)),
      accountPercentile99: accountUsual === null ? 'unknown' : bytes(accountUsual.percentile99),
      new: surpriseText(surprises),
    },
  };
}

function severityOf({ excess, surprises }: Extraction): Severity {
  const isHigh = excess.ratio >= HIGH_RATIO && surprises.length > 0;
  if (isHigh || (excess.ratio >= MEDIUM_RATIO && surprises.length >= MANY_SURPRISES)) return 'High';
  return excess.ratio >= MEDIUM_RATIO || surprises.length > 0 ? 'Medium' : 'Low';
}
