import type { AlertType } from './alertTypes';
import type { Random } from './random';
import type { Difficulty, Truth } from './truth';
import type { Alteration, Entry } from './world/entry';
import type { Account, Origin } from './world/model';
import type { UsualLoad } from './world/usualLoad';

/** Where and when an incident plays. */
export interface Scene {
  account: Account;
  /** All accounts it plays on; one, except for scenarios over many. */
  accounts: readonly Account[];
  random: Random;
  start: number;
  /** The application's client as it looks at a moment, after what earlier incidents changed. */
  application(at: number): Origin;
  /** What the account does in an ordinary week. */
  usualLoad(): UsualLoad;
  /** The account's ordinary traffic of the hour that holds a moment. */
  ordinary(at: number): Entry[];
}

/** What an incident adds to the logs and changes in them. */
export interface Play {
  entries: Entry[];
  /** Applied to the account's ordinary traffic from the start on. */
  alter?: Alteration;
  /** Set when `entries` do not show how long it lasts (epoch ms). */
  until?: number;
  address?: string;
  principal?: string;
  actor?: string;
  /** Addresses to be listed in the intelligence file. */
  listed?: { range: string; kind: 'tor' | 'malicious' };
  note: string;
}

export interface Scenario {
  kind: Truth['kind'];
  name: string;
  alertTypes: readonly AlertType[];
  plausible: readonly AlertType[];
  difficulty: Difficulty;
  suits(account: Account): boolean;
  /** Local hours at which it may start, first and last. */
  hours: readonly [number, number];
  /** Days (since the world began) on which it may start; any if absent. */
  onDay?: (day: number, account: Account) => boolean;
  /** Number of accounts of one subscription it needs; 1 if absent. */
  accounts?: number;
  /** Hours that must be left of the world when it starts. */
  lasts: number;
  play(scene: Scene): Play;
}

export interface AttackSettings<Case> {
  name: string;
  alertTypes: readonly AlertType[];
  plausible: readonly AlertType[];
  suits(account: Account, grade: Case): boolean;
  hours?: readonly [number, number];
  onDay?: Scenario['onDay'];
  accounts?: (grade: Case) => number;
  lasts?: number;
  play(scene: Scene, grade: Case): Play;
}

/** The same attack at several difficulties, each with figures of its own. */
export function attack<Case>(
  settings: AttackSettings<Case>,
  grades: Readonly<Partial<Record<Difficulty, Case>>>,
): Scenario[] {
  // Object.entries loses the key type; the keys are difficulties.
  const entries = Object.entries(grades) as [Difficulty, Case][];
  return entries.map(([difficulty, grade]) => ({
    kind: 'attack',
    name: settings.name,
    alertTypes: settings.alertTypes,
    plausible: settings.plausible,
    difficulty,
    suits: (account) => settings.suits(account, grade),
    hours: settings.hours ?? [0, 16],
    lasts: settings.lasts ?? 8,
    ...(settings.onDay ? { onDay: settings.onDay } : {}),
    ...(settings.accounts ? { accounts: settings.accounts(grade) } : {}),
    play: (scene) => settings.play(scene, grade),
  }));
}

export type DecoySettings = Omit<
  Scenario,
  'kind' | 'difficulty' | 'hours' | 'plausible' | 'lasts'
> & {
  lasts?: number;
  difficulty?: Difficulty;
  hours?: readonly [number, number];
  plausible?: readonly AlertType[];
};

/** A benign event that a hasty detector would flag. */
export function decoy(settings: DecoySettings): Scenario {
  return {
    difficulty: 'medium',
    hours: [0, 16],
    plausible: [],
    lasts: 8,
    ...settings,
    kind: 'decoy',
  };
}

/** `count` entries over `duration` ms, evenly but not like clockwork. */
export function spread(
  random: Random,
  start: number,
  duration: number,
  count: number,
  make: (at: number, index: number) => Entry | Entry[],
): Entry[] {
  const step = duration / count;
  return Array.from({ length: count }, (_, index) =>
    make(start + (index + random.next() * 0.9) * step, index),
  ).flat();
}
