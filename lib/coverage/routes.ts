import { lastHeard } from '../ingestion/sightings';
import type { Category } from '../telemetry/event';
import { isoTime, percent, shareOf, timesOf, type AccountFacts } from './accountFacts';
import { deleteSetting, listSettings } from './commands';
import { TEXTS } from '../baseline/observations/observedDay';
import type { Fix, RouteCoverage } from './report';

const DAY = 86_400_000;
/** Azure Monitor itself sends some records again; so many are sent by a second setting. */
const MANY_COPIES = 0.1;
const ENOUGH_RECORDS = 100;

/** Which way the account's records take, and whether they take two or a far one. */
export function routeCoverage(facts: AccountFacts): RouteCoverage {
  const { routes, hubRegion, sum } = facts;
  const { copies, requests } = sum.figures;
  const records = copies + requests + sum.tallies.containers.total(TEXTS.texts);
  const copyShare = shareOf(copies, records);
  const regions = regionsOf(facts);
  const doubled = doubledCategories(facts);
  const isDoubled = doubled.length > 0 || (records >= ENOUGH_RECORDS && copyShare >= MANY_COPIES);
  const isFar =
    hubRegion !== null && regions.length > 0 && !regions.some(({ region }) => region === hubRegion);
  const sentences = [
    ...(doubled.length > 0
      ? [`${doubled.join(', ')} came through several hubs within a day.`]
      : isDoubled
        ? [`${percent(copyShare)} of the records came more than once.`]
        : []),
    ...(isDoubled ? ['Copies count once as far as they are recognised, and cost twice.'] : []),
    ...(isFar
      ? [
          `It is in ${regions.map(({ region }) => region).join(', ')}, and nearly all other accounts of its hub are in ${hubRegion}: an event hub and the accounts that send to it belong in one region.`,
        ]
      : []),
  ];
  return {
    hubs: [...routes]
      .sort((a, b) => lastHeard(b.lastSeen) - lastHeard(a.lastSeen))
      .map(({ hub, lastSeen }) => ({
        hub,
        categories: timesOf(lastSeen).map(([category]) => category),
        lastSeenUtc: isoTime(lastHeard(lastSeen)),
      })),
    copies,
    copyShare,
    regions,
    hubRegion,
    problems: [
      ...(isDoubled ? (['severalSettings'] as const) : []),
      ...(isFar ? (['otherRegion'] as const) : []),
    ],
    why: sentences.join(' '),
    fix: fixOf(facts, isDoubled, isFar),
  };
}

/** Categories that came through two hubs lately, when both were heard of. */
function doubledCategories({ routes, now }: AccountFacts): readonly Category[] {
  const times = new Map<Category, number>();
  for (const { lastSeen } of routes) {
    for (const [category, time] of timesOf(lastSeen)) {
      // The Activity Log is the subscription's.
      if (category === 'ActivityLog' || now - time > DAY) continue;
      times.set(category, (times.get(category) ?? 0) + 1);
    }
  }
  return [...times].flatMap(([category, hubs]) => (hubs > 1 ? [category] : []));
}

function regionsOf({ routes }: AccountFacts): RouteCoverage['regions'] {
  const regions = new Map<string, number>();
  for (const route of routes) {
    for (const [region, time] of route.regions) {
      regions.set(region, Math.max(regions.get(region) ?? 0, time));
    }
  }
  return [...regions]
    .sort(([, a], [, b]) => b - a)
    .map(([region, time]) => ({ region, lastSeenUtc: isoTime(time) }));
}

function fixOf({ accountId }: AccountFacts, isDoubled: boolean, isFar: boolean): Fix | null {
  if (isDoubled) {
    return {
      text: 'Look which settings send the same categories, and delete the one that is too many.',
      commands: [listSettings(accountId), deleteSetting(accountId)],
    };
  }
  if (!isFar) return null;
  return {
    text: 'Send it to a hub in its own region, and add that hub to WARDEN_EVENT_HUBS of an app there.',
    commands: [listSettings(accountId)],
  };
}
