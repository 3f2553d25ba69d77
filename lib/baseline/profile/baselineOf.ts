import type { ActorIdentity } from '../../activity/hourActivity';
import type { AccountBaseline, Facet, Measure, Novelty, Usual, VolumeScope } from '../baseline';
import { hourOf } from './hours';
import { knownNetwork, otherKey, principalValue, type PlaceOf } from './facets';
import { ApplicationUsers } from './applicationUsers';
import { NoveltyJudge } from './noveltyJudge';
import type { Profile } from './profile';
import { confidenceCapOf, stageOf } from './stage';
import { UsedContainers } from './usedContainers';
import { UsualFigures } from './usualFigures';

/** Most days of history that are told. */
const MOST_DAYS = 60;

/**
 * What detectors may ask of a profile at a time. It stays as it is until the profile learns more:
 * then a new one is to be made. Answers are kept, so asking again costs a look into a map.
 * @param now epoch ms: what was not seen for 30 days before it is dormant
 * @param placeOf where an address is, such as `GeoReader.lookup`
 */
export function baselineOf(profile: Profile, now: number, placeOf: PlaceOf): AccountBaseline {
  const historyDays = Math.min(profile.historyDays, MOST_DAYS);
  const stage = stageOf(historyDays);
  // Habits are many and not asked for one by one, so they are not held on to.
  const { facets, volumes, lastHour, skippedHours, habits, reported } = profile.knowledge;
  const hopping = habits.hopping();
  const keepingHours = habits.keepingHours();
  const novelties = new NoveltyJudge({ facets, volumes, lastHour, reported }, hourOf(now), placeOf);
  const figures = new UsualFigures({ volumes, lastHour, skippedHours }, historyDays);
  const containers = new UsedContainers(volumes, profile.knowledge.firstHour, hourOf(now));
  let users: ApplicationUsers | null = null;
  const known = (facet: Facet, value: string) => {
    const { things } = facets[facet];
    // An address is asked for as what it is known by.
    const network = facet === 'network' ? things.get(knownNetwork(value)) : undefined;
    return network ?? things.get(value) ?? things.get(otherKey(value));
  };
  return {
    account: profile.account,
    stage,
    historyDays,
    confidenceCap: confidenceCapOf(stage),
    novelties: (actor: ActorIdentity): readonly Novelty[] => novelties.of(actor),
    noveltiesOfDeed: (deed) => novelties.ofDeed(deed),
    usualValues: (facet) => novelties.usualOf(facet),
    knows: (facet, value) => known(facet, value) !== undefined,
    wasReported: (facet, value) => novelties.wasReported(facet, value),
    daysSeen: (facet, value) => known(facet, value)?.days ?? 0,
    usual: (measure: Measure, scope: VolumeScope, hour: number, hours = 1): Usual | null =>
      figures.usual(measure, scope, hourOf(hour), hours),
    largest: (measure, scope) => figures.largest(measure, scope),
    hasDone: (measure, actor, hours, amount) => figures.hasDone(measure, actor, hours, amount),
    unusedContainers: (some) => containers.unused(some),
    daysInUse: (container) => containers.daysInUse(container),
    usersIn: (country, application) =>
      (users ??= new ApplicationUsers(facets)).in(country, application),
    keepsHours: (principal) => keepingHours.has(principalValue(principal)),
    hops: (principal) => hopping.has(principalValue(principal)),
  };
}
