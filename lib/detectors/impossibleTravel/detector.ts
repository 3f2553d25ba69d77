import { principalText } from '../../alerts/facts';
import { counted, count } from '../../alerts/phrases';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Facet, Novelty } from '../../baseline/baseline';
import { actorFacts } from '../actors';
import type { DetectionContext, WindowDetector, WindowFinding } from '../detector';
import { rarityIn } from '../newcomer';
import { alsoUnusual, confidenceOf, severityOf, stageTexts } from '../newcomerFinding';
import { also, countryText, withApplications } from '../newcomerPhrases';
import { impossibleJourney, type Journey } from './journey';
import { metadata } from './metadata';
import { staysIn, type Stay } from './stays';

const WEIGHT = 3;
/** From so many days on a country is one in which a principal is seen as a matter of course. */
const USUAL_DAYS = 2;
const MINUTE = 60_000;

export const impossibleTravel: WindowDetector = {
  kind: 'window',
  subject: 'knownAccount',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    if (baseline === null || baseline.stage === 'new') return [];
    const findings: WindowFinding[] = [];
    for (const [principal, stays] of staysIn(window, context.placeOf)) {
      const before = window.earlier.flatMap(
        (earlier) => staysIn(earlier, context.placeOf).get(principal) ?? [],
      );
      const journey = fastest(stays, [...stays, ...before], baseline);
      const finding = journey === null ? null : findingOf(window, journey, baseline, context);
      if (finding !== null) findings.push(finding);
    }
    return findings;
  },
  reason: ({ occurrences, group, facts, details }) =>
    `${group[0] ?? ''} was in ${countryText(details['from'] ?? '')} and ` +
    `${details['minutes'] === '0' ? 'at the same time' : `${details['minutes'] ?? ''} minutes apart`} ` +
    `in ${countryText(details['to'] ?? '')}, at least ${details['kilometres'] ?? ''} km away: ` +
    `${counted(occurrences, 'request')} from there, ${facts.addresses.join(' and ')}` +
    `${withApplications(facts.applications)}; nobody travels faster than 900 km/h${also(details)}.`,
};

/** The journey that is the farthest out of reach. */
function fastest(
  stays: readonly Stay[],
  others: readonly Stay[],
  baseline: AccountBaseline,
): Journey | null {
  let worst: Journey | null = null;
  for (const stay of stays) {
    for (const other of others) {
      const [near, far] =
        daysAt(stay, baseline) > daysAt(other, baseline) ? [stay, other] : [other, stay];
      // Somebody who is always seen in both, as behind a VPN.
      if (daysAt(far, baseline) >= USUAL_DAYS) continue;
      const journey = impossibleJourney(near, far);
      if (journey !== null && journey.distance > (worst?.distance ?? 0)) worst = journey;
    }
  }
  return worst;
}

function daysAt({ principal, place }: Stay, baseline: AccountBaseline): number {
  return baseline.daysSeen('principalCountry', `${principalText(principal)} ${place.country}`);
}

function findingOf(
  window: ActivityWindow,
  { near, far, distance, time }: Journey,
  baseline: AccountBaseline,
  context: DetectionContext,
): WindowFinding | null {
  const { principal } = far;
  const rare = rareThings(far, baseline, context);
  // Shared identities are anywhere at any time: only a country that is news here is news of them.
  if (baseline.hops(principal) && !rare.has('country')) return null;
  const weight = WEIGHT + Number(rare.has('country')) + Number(rare.has('application'));
  const successful = far.actors.map(({ totals }) => totals.requests - totals.failed);
  return {
    account: window.account,
    api: far.actors[0]?.api ?? null,
    group: [principalText(principal)],
    time: window.start,
    severity: severityOf(weight),
    confidence: confidenceOf(weight, baseline),
    occurrences: successful.reduce((sum, requests) => sum + requests, 0),
    startTime: Math.min(near.start, far.start),
    endTime: Math.max(near.end, far.end),
    facts: actorFacts([...far.actors, ...near.actors], context.country),
    details: {
      from: near.place.country ?? '',
      to: far.place.country ?? '',
      kilometres: count(Math.floor(distance / 10) * 10),
      minutes: String(Math.round(time / MINUTE)),
      ...alsoUnusual(rare, ['principalCountry', 'network']),
      ...stageTexts(baseline),
    },
  };
}

function rareThings(
  { actors }: Stay,
  baseline: AccountBaseline,
  context: DetectionContext,
): ReadonlyMap<Facet, Novelty> {
  const rare = actors.flatMap((actor) => baseline.novelties(actor)).filter(rarityIn(context));
  return new Map(rare.map((novelty) => [novelty.facet, novelty]));
}
