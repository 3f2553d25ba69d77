import type { Severity } from '../../alerts/alert';
import { between, by, counted, from, list } from '../../alerts/phrases';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline } from '../../baseline/baseline';
import { actorFacts, timesOf } from '../actors';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { surpriseText } from '../surprises';
import { newText, stageDetails } from '../usualText';
import { byAddress, daysOfHabit, deletionLimit, LEAST_SHARE, type Deeds } from './deletions';
import { metadata } from './metadata';

const HIGH_FACTOR = 10;
const MANY_DROPPED = 3;
const DAY = 86_400_000;
/** Confidence of a burst by the threshold alone, and of a drop. */
const BY_THRESHOLD = 0.6;
const OF_DROP = 0.7;
const OF_HABIT = 0.2;

export const massDeletion: WindowDetector = {
  kind: 'window',
  subject: 'watchedOperations',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    const deleted = byAddress(window, 'deleted').flatMap((deeds) =>
      deletion(window, deeds, baseline, context),
    );
    const dropped = byAddress(window, 'dropped').map((deeds) =>
      drop(window, deeds, baseline, context),
    );
    return [...deleted, ...dropped];
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const deleted =
      details['what'] === 'document'
        ? `${counted(occurrences, 'document')} deleted`
        : `${counted(occurrences, 'container or database', 'containers or databases')} dropped`;
    const compared = details['comparedWith'];
    return (
      `${deleted} in ${list(facts.containers)}${from(facts)}${by(facts)}${newText(details['new'])} ` +
      `${between(startTime, endTime)}${compared === undefined ? '' : `; ${compared}`}.`
    );
  },
};

function deletion(
  window: ActivityWindow,
  deeds: Deeds,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): readonly WindowFinding[] {
  const { actors, operations, address } = deeds;
  const threshold = context.thresholds.massDeletionDocuments;
  // Below it no limit lies.
  if (operations < threshold * LEAST_SHARE) return [];
  const { limit, comparedWith, surprises } = deletionLimit(deeds, window.start, baseline, context);
  if (operations < limit) return [];
  return [
    {
      ...common(window, deeds, context),
      ...timesOf(actors, 'deleted'),
      group: ['document', address],
      severity: severityOf(operations, threshold, surprises.length > 0),
      confidence: Math.min(BY_THRESHOLD, confidenceCap(baseline)),
      details: {
        what: 'document',
        threshold: String(Math.round(limit)),
        comparedWith,
        ...stageDetails(baseline),
        new: surpriseText(surprises),
      },
    },
  ];
}

function drop(
  window: ActivityWindow,
  deeds: Deeds,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): WindowFinding {
  const { actors, operations, address } = deeds;
  const habit = daysOfHabit(deeds, baseline, context);
  const severity = operations >= MANY_DROPPED ? 'High' : 'Medium';
  return {
    ...common(window, deeds, context),
    ...timesOf(actors, 'dropped'),
    // Build machines come from a new address each time: what is a habit is one record a day.
    ...(habit === null ? {} : { time: Math.floor(window.start / DAY) * DAY }),
    group: ['container', habit === null ? address : ''],
    severity: habit === null ? severity : 'Informational',
    confidence: habit === null ? OF_DROP : OF_HABIT,
    details: {
      what: 'container or database',
      ...stageDetails(baseline),
      ...(habit === null
        ? {}
        : { comparedWith: `the same identity did so on ${habit} days before` }),
    },
  };
}

function severityOf(operations: number, threshold: number, isNew: boolean): Severity {
  if (operations >= threshold * HIGH_FACTOR) return 'High';
  return operations >= threshold || isNew ? 'Medium' : 'Low';
}

/** The cap holds for what is told by behaviour; a threshold needs no history. */
function confidenceCap(baseline: AccountBaseline | null): number {
  return baseline === null || baseline.stage === 'new' ? 1 : baseline.confidenceCap;
}

function common(window: ActivityWindow, { actors, operations }: Deeds, context: DetectionContext) {
  return {
    account: window.account,
    api: actors[0]?.api ?? null,
    time: window.start,
    occurrences: operations,
    facts: actorFacts(actors, context.country),
  };
}
