import type { Severity } from '../../alerts/alert';
import { principalText } from '../../alerts/facts';
import { by, count, from, list, minute } from '../../alerts/phrases';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Measure } from '../../baseline/baseline';
import { clientKey, factsOfActors, timesOfActors } from '../actorGroups';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { confidenceOf, type Excess } from '../excess';
import { surpriseText } from '../surprises';
import { newText, stageDetails, usualDetails } from '../usualText';
import { breadthsIn, strengthOf, type Breadth } from './breadth';
import { metadata } from './metadata';
import { SIGNS } from './signs';
import { unusedIn, type Unused } from './unusedContainers';

const CLEAR = 3;
const MANY_SURPRISES = 2;
/** Confidence in what containers alone tell. */
const LIKELY = 0.5;
const SURE = 0.7;

const WHAT: Readonly<Partial<Record<Measure, string>>> = {
  distinctContainers: 'different containers asked for',
  metadata: 'reads of metadata',
  distinctDocuments: 'different documents read one by one',
  failed: 'requests for documents that are not there',
  requests: 'reads one by one',
};

export const enumerationAnomaly: WindowDetector = {
  kind: 'window',
  subject: 'knownAccount',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    if (baseline === null) return [];
    const broad = breadthsIn(window, baseline, context);
    const known = new Set(broad.map(({ client }) => clientKey(client.identity)));
    return [
      ...broad.map((breadth) => finding(window, baseline, breadth, context)),
      ...unusedIn(window, baseline, context)
        .filter(({ client }) => !known.has(clientKey(client.identity)))
        .map((unused) => unusedFinding(window, baseline, unused, context)),
    ];
  },
  reason: ({ facts, details }) =>
    `${details['breadth'] ?? ''} in ${details['period'] ?? ''}${by(facts)}${from(facts)}` +
    `${newText(details['new'])}; ${details['comparedWith'] ?? ''}.`,
};

function finding(
  window: ActivityWindow,
  baseline: AccountBaseline,
  { client, excesses, surprises }: Breadth,
  { country }: DetectionContext,
): WindowFinding {
  const [clearest] = excesses;
  if (clearest === undefined) throw new RangeError('a breadth has an excess');
  const { principal, application } = client.identity;
  const hours = hoursOf(clearest);
  return {
    account: window.account,
    api: client.api,
    group: [principal.kind, principal.id, application],
    time: window.start,
    severity: severityOf(clearest, surprises.length),
    confidence: confidenceOf(
      clearest,
      surprises.length + excesses.length - 1,
      baseline.confidenceCap,
    ),
    occurrences: Math.round(Math.max(...excesses.map(({ value }) => value))),
    facts: factsOfActors(client.actors, country),
    ...timesOfActors(client.actors),
    details: {
      breadth: list(excesses.map(textOf)),
      period: `the ${hours === 1 ? 'hour' : `${hours} hours`} to ${minute(window.end)}`,
      actor: `${principalText(principal)} ${application}`.trim(),
      ...usualDetails(baseline, clearest),
      new: surpriseText(surprises),
    },
  };
}

function unusedFinding(
  window: ActivityWindow,
  baseline: AccountBaseline,
  { client, containers, surprises }: Unused,
  { country }: DetectionContext,
): WindowFinding {
  const { principal, application } = client.identity;
  const { confidenceCap, historyDays } = baseline;
  return {
    account: window.account,
    api: client.api,
    group: [principal.kind, principal.id, application],
    time: window.start,
    severity: surprises.length > 0 ? 'Medium' : 'Low',
    confidence: Math.min(confidenceCap, surprises.length > 0 ? SURE : LIKELY),
    occurrences: containers.length,
    facts: factsOfActors(client.actors, country),
    ...timesOfActors(client.actors),
    details: {
      breadth: `${count(containers.length)} containers that nobody uses`,
      period: `the hours to ${minute(window.end)}`,
      actor: `${principalText(principal)} ${application}`.trim(),
      ...stageDetails(baseline),
      unusedContainers: containers.join(', '),
      comparedWith: `in ${historyDays} days of history nobody asked for ${list(containers)}`,
      new: surpriseText(surprises),
    },
  };
}

function hoursOf({ usual }: Excess): number {
  return SIGNS.find(({ measure }) => measure === usual.measure)?.hours ?? 1;
}

function textOf({ value, usual }: Excess): string {
  return `${count(value)} ${WHAT[usual.measure] ?? usual.measure}`;
}

function severityOf(clearest: Excess, surprises: number): Severity {
  const isClear = strengthOf(clearest) >= CLEAR;
  if (isClear && surprises >= MANY_SURPRISES) return 'High';
  return isClear || surprises > 0 ? 'Medium' : 'Low';
}
