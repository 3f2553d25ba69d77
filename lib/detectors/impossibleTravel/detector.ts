import { principalText } from '../../alerts/facts';
import { count, counted, list } from '../../alerts/phrases';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Facet, Novelty } from '../../baseline/baseline';
import { actorFacts } from '../actors';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { rarityIn } from '../newcomer';
import { alsoUnusual, confidenceOf, severityOf, stageTexts } from '../newcomerFinding';
import { also, countryText, withApplications } from '../newcomerPhrases';
import { HIGHEST_SPEED, worstJourney, type Journey } from './journey';
import { metadata } from './metadata';
import { staysIn, type Stay } from './stays';

const WEIGHT = 3;
const UNLIKELY_WEIGHT = 1;
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
      const journey = worstJourney(stays, [...stays, ...before], baseline);
      const finding = journey === null ? null : findingOf(window, journey, baseline, context);
      if (finding !== null) findings.push(finding);
    }
    return findings;
  },
  reason: ({ occurrences, group, facts, details }) => {
    const minutes = Number(details['minutes'] ?? '0');
    const when = minutes === 0 ? 'at the same time' : `${counted(minutes, 'minute')} later`;
    return (
      `${group[0] ?? ''} was in ${countryText(details['from'] ?? '')} and ${when} in ` +
      `${countryText(details['to'] ?? '')}, ${awayText(details)} ` +
      `(${list(facts.addresses)}); ${counted(occurrences, 'request')} came from ` +
      `${details['unusualCountry'] ?? ''}${withApplications(facts.applications)}, and ` +
      `${details['distance'] === undefined ? 'nobody' : 'hardly anybody'} travels faster than ` +
      `${HIGHEST_SPEED} km/h${also(details)}.`
    );
  },
};

function awayText(details: Readonly<Record<string, string>>): string {
  const kilometres = details['kilometres'] ?? '';
  return details['distance'] === undefined
    ? `at least ${kilometres} km away`
    : `${kilometres} km away from middle to middle, though the two are neighbours`;
}

function findingOf(
  window: ActivityWindow,
  { near, far, distance, time, isImpossible }: Journey,
  baseline: AccountBaseline,
  context: DetectionContext,
): WindowFinding | null {
  const { principal } = far;
  const rare = rareThings(far, baseline, context);
  // Shared identities are anywhere at any time: only a country that is news here is news of them.
  if (baseline.hops(principal) && !rare.has('country')) return null;
  // A neighbouring country that is news to nobody may well be the next town.
  if (!isImpossible && !rare.has('country') && !rare.has('principalCountry')) return null;
  const weight =
    (isImpossible ? WEIGHT : UNLIKELY_WEIGHT) +
    Number(rare.has('country')) +
    Number(rare.has('application'));
  const [first, second] = far.start > near.start ? [near, far] : [far, near];
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
      from: first.place.country ?? '',
      to: second.place.country ?? '',
      unusualCountry: far.place.country ?? '',
      kilometres: count(Math.floor(distance / 10) * 10),
      ...(isImpossible ? {} : { distance: 'between their middles' }),
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
