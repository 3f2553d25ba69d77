import type { Alert } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import { Sightings } from '../../lib/ingestion/sightings';
import { randomNumbers } from '../../lib/simulation/records';
import { SilenceWatch } from '../../lib/silence/watchSilence';
import { silenceOptions } from '../../lib/silence/silenceOptions';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent, AccountId } from '../../lib/telemetry/event';
import { request } from '../activity/support';
import { storedAlerts, testPipeline } from '../pipeline/testPipeline';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Monday, midnight UTC. */
export const MONDAY = Date.parse('2026-02-02T00:00:00Z');
/** An hour of a day of that Monday's count, epoch ms. */
export const at = (day: number, hour: number): number => MONDAY + day * DAY + hour * HOUR;
/** Between two runs of the timer. */
const STEP = 5 * MINUTE;
/** The same while it only learns: a record counts by its time, not by that of its arrival. */
const LEARNING_STEP = 6 * HOUR;
const PARTITIONS = 2;
export const SETTINGS = {
  silenceMinutes: 45,
  silencePipelinePercent: 33,
  eventHubNamespaceIds: [],
} as const;

/** When an account has records, in order. */
export type Habit = (random: () => number, from: number, until: number) => readonly number[];

export interface Fault {
  readonly start: number;
  readonly end: number;
  /** Names; all accounts where absent. */
  readonly accounts?: readonly string[];
}

export interface Scenario {
  readonly habits: Readonly<Record<string, Habit>>;
  /** Regions, where it is not the usual one. */
  readonly regions?: Readonly<Record<string, string>>;
  /** Ids of subscriptions, where it is not the usual one. */
  readonly subscriptions?: Readonly<Record<string, string>>;
  /** Days before anybody looks. */
  readonly learned: number;
  readonly days: number;
  /** Records of these times never reach the hub. */
  readonly lost?: readonly Fault[];
  /** The app is down; the hub keeps what comes, and it is read afterwards. */
  readonly down?: readonly Fault[];
  /** When the app is started anew, with all that it had not written lost. */
  readonly restarts?: readonly number[];
  /** Records that are held back on their way. */
  readonly held?: readonly {
    readonly account: string;
    readonly from: number;
    readonly arrive: number;
  }[];
  /** Minutes by which the records of an account are always later than others. */
  readonly slow?: Readonly<Record<string, number>>;
}

export interface Found {
  readonly alert: Alert;
  /** When it was raised, epoch ms. */
  readonly at: number;
}

/** What the alerts are about, in order. */
export const namesOf = (found: readonly Found[]): string[] =>
  found.map(({ alert }) => accountName(alert.accountId).toLowerCase()).sort();

/** Plays weeks of telemetry against the app's sightings and its watch; the same seed, the same weeks. */
export async function play(scenario: Scenario): Promise<readonly Found[]> {
  const { learned, days, down = [], restarts = [] } = scenario;
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  const open = () => {
    const sightings = new Sightings(store);
    const ports = { store, sightings, alerts: pipeline, ...silenceOptions(SETTINGS) };
    return { sightings, watch: new SilenceWatch(ports) };
  };
  let app = open();
  const arrivals = arrivalsOf(scenario);
  const found = new Map<string, number>();
  let next = 0;
  let looked = MONDAY;
  const isWatched = (time: number) => time >= MONDAY + learned * DAY;
  let isUp = true;
  for (let now = MONDAY; now <= MONDAY + days * DAY; now += isWatched(now) ? STEP : LEARNING_STEP) {
    const wasUp = isUp;
    isUp = !down.some(({ start, end }) => now >= start && now < end);
    if (!isUp) continue;
    const isRestarted = restarts.some((time) => time > looked && time <= now);
    if (isRestarted || !wasUp) app = open();
    const batch: AccessEvent[] = [];
    for (; next < arrivals.length && (arrivals[next]?.at ?? Infinity) <= now; next += 1) {
      const { name, time, at } = arrivals[next] ?? { name: '', time: 0, at: 0 };
      const event = eventOf(name, time, at, next % PARTITIONS, scenario.regions?.[name]);
      const subscription = scenario.subscriptions?.[name];
      batch.push(subscription === undefined ? event : movedTo(subscription, event));
    }
    looked = now;
    await app.sightings.note(batch, now);
    if (!isWatched(now)) continue;
    await app.sightings.flush(now);
    const { alertsCreated } = await app.watch.run(now, now);
    if (alertsCreated === 0) continue;
    for (const { id } of await storedAlerts(store)) if (!found.has(id)) found.set(id, now);
  }
  const alerts = await storedAlerts(store);
  return alerts.map((alert) => ({ alert, at: found.get(alert.id) ?? NaN }));
}

/** All records, by the time at which they reach the hub: two to six minutes late. */
function arrivalsOf({ habits, days, lost = [], held = [], slow = {} }: Scenario) {
  const arrivals: { readonly name: string; readonly time: number; readonly at: number }[] = [];
  Object.entries(habits).forEach(([name, habit], index) => {
    const random = randomNumbers(1000 + index);
    for (const time of habit(random, MONDAY, MONDAY + days * DAY)) {
      const isLost = lost.some(
        ({ start, end, accounts }) =>
          time >= start && time < end && (accounts?.includes(name) ?? true),
      );
      const later = held.find(({ account, from }) => account === name && time >= from);
      const at = later?.arrive ?? time + (2 + 4 * random() + (slow[name] ?? 0)) * MINUTE;
      if (!isLost) arrivals.push({ name, time, at });
    }
  });
  return arrivals.sort((a, b) => a.at - b.at);
}

/** Events of an account are alike but for time and place. */
const templates = new Map<string, AccessEvent>();

function eventOf(name: string, time: number, at: number, partition: number, region?: string) {
  const template = templates.get(name) ?? request({ account: name });
  templates.set(name, template);
  const message = { source: `ns/hub/${partition}`, sequence: at, enqueuedTime: at };
  return { ...template, time, message, region: region ?? template.region };
}

function movedTo(subscription: string, event: AccessEvent): AccessEvent {
  const path = event.account.split('/').slice(3).join('/');
  // It names an account as before.
  return { ...event, account: `/subscriptions/${subscription}/${path}` as AccountId };
}

/** Records every so many minutes, at most a fifth sooner or later. */
export function every(minutes: number, when: (time: number) => boolean = () => true): Habit {
  return (random, from, until) => {
    const times: number[] = [];
    for (let slot = from; slot < until; slot += minutes * MINUTE) {
      const time = Math.round(slot + random() * 0.2 * minutes * MINUTE);
      if (when(slot)) times.push(time);
    }
    return times;
  };
}

/** Records at any time, so many minutes apart on average. */
export function nowAndThen(minutes: number): Habit {
  return (random, from, until) => {
    const times: number[] = [];
    for (let time = from; time < until;) {
      time += Math.round(-Math.log(1 - random()) * minutes * MINUTE);
      if (time < until) times.push(time);
    }
    return times;
  };
}

export const hourOf = (time: number): number => (time % DAY) / HOUR;
export const weekdayOf = (time: number): number => new Date(time).getUTCDay();
export const isWeekend = (time: number): boolean => weekdayOf(time) % 6 === 0;

/** As an habit, but nothing from `stop` on. */
export function until(stop: number, habit: Habit): Habit {
  return (random, from, end) => habit(random, from, end).filter((time) => time < stop);
}

/**
 * The longest pause that began within so much of the same time of the week, in weeks before; ms.
 * Worked out from the times of the records alone.
 */
export function longestPause(
  habits: Readonly<Record<string, Habit>>,
  name: string,
  stop: number,
  within: number,
): number {
  const index = Object.keys(habits).indexOf(name);
  const times = habits[name]?.(randomNumbers(1000 + index), MONDAY, stop) ?? [];
  let longest = 0;
  times.forEach((time, n) => {
    const next = times[n + 1];
    const week = 7 * DAY;
    const apart = (((time - stop) % week) + week) % week;
    const isNear = Math.min(apart, week - apart) <= within;
    if (next !== undefined && isNear) longest = Math.max(longest, next - time);
  });
  return longest;
}
