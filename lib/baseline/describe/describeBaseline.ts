import { dayOfHour, hourOfDay, HOUR_MS, isWeekend } from '../profile/hours';
import { byFacet, type FacetKnowledge } from '../profile/knowledge';
import type { Profile } from '../profile/profile';
import { confidenceCapOf, stageOf } from '../profile/stage';
import type { VolumeSeries } from '../profile/volumeSeries';
import { blindSpots } from './blindSpots';
import { describeVolumes } from './describeVolumes';
import type { ActiveHours, BaselineDescription, KnownThings } from './description';
import { activeHours } from './hoursText';

/** Values of a kind that are told. */
const MOST_VALUES = 50;

/** What a profile knows, and what it is blind to. */
export function describeBaseline(profile: Profile): BaselineDescription {
  const knowledge = profile.knowledge;
  const { firstHour, lastHour, facets, habits, volumes } = knowledge;
  const { historyDays } = profile;
  const stage = stageOf(historyDays);
  const hopping = habits.hopping();
  return {
    account: profile.account,
    stage,
    historyDays,
    confidenceCap: confidenceCapOf(stage),
    learnedFrom: firstHour < 0 ? null : timeText(firstHour),
    learnedThrough: lastHour < 0 ? null : timeText(lastHour),
    known: byFacet((facet) => describeThings(facets[facet], lastHour)),
    activeHours: volumes === null ? activeHours(0, 0) : activeHoursOf(volumes.account, lastHour),
    principals: [...habits.values()].reverse().map((habit) => ({
      principal: habit.principal,
      days: habit.days,
      ...activeHours(habit.weekdayHours, habit.weekendHours),
      hops: hopping.has(habit.principal),
    })),
    volumes: volumes === null ? null : describeVolumes(volumes, lastHour),
    blindTo: blindSpots(knowledge),
  };
}

function describeThings({ things, arrivals }: FacetKnowledge, lastHour: number): KnownThings {
  return {
    count: things.size,
    newWithinADay: share(arrivals.dailyProbability),
    surprise: share(arrivals.surprise),
    displaced: things.displaced,
    values: things
      .mostUsual(lastHour)
      .slice(0, MOST_VALUES)
      .map(({ value, firstSeen, lastSeen, days }) => {
        return { value, firstSeen: timeText(firstSeen), lastSeen: timeText(lastSeen), days };
      }),
  };
}

function activeHoursOf(series: VolumeSeries, lastHour: number): ActiveHours {
  const { firstHour } = series;
  const requests = series.read('requests', firstHour, lastHour + 1 - firstHour);
  let weekdays = 0;
  let weekends = 0;
  for (const [index, figure] of requests.entries()) {
    if (figure === 0) continue;
    const bit = 1 << hourOfDay(firstHour + index);
    if (isWeekend(dayOfHour(firstHour + index))) weekends |= bit;
    else weekdays |= bit;
  }
  return activeHours(weekdays, weekends);
}

function timeText(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString();
}

function share(value: number): number {
  return Math.round(value * 1000) / 1000;
}
