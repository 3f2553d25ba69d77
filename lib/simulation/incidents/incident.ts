import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import type { SimulatedAccount } from '../traffic/account';
import type { ListedAddresses } from '../world/listedAddresses';

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
/** How much an attack stands out; how much a decoy looks like an attack. */
export type Difficulty = (typeof DIFFICULTIES)[number];

/** Where and when an incident happens. */
export interface Scene {
  readonly log: AccountLog;
  readonly account: SimulatedAccount;
  /** All accounts of the subscription, this one among them. */
  readonly neighbours: readonly AccountLog[];
  /** Those of them to which nothing else happens about this time. */
  readonly undisturbed: readonly AccountLog[];
  readonly difficulty: Difficulty;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
  readonly random: Random;
  readonly listed: ListedAddresses;
}

/** What is to be known of an incident that was played. */
export interface Facts {
  /** Alert types of which one at least should be raised; for a decoy, those that would be wrong. */
  readonly alertTypes: readonly string[];
  /** Alert types that the same incident may raise as well, and rightly. */
  readonly plausible?: readonly string[];
  readonly address?: string;
  readonly principal?: string;
  /** User agent or caller. */
  readonly actor?: string;
  /** When the last of its steps began, where it is found only then; epoch ms. */
  readonly completeFrom?: number;
  /** Lower-case resource id, where it is not the scene's account. */
  readonly account?: string;
  readonly note: string;
}

export type PartOfDay = 'night' | 'work' | 'evening' | 'any';

/** A kind of incident; each is a file, and plays in one account. */
export interface IncidentKind {
  readonly name: string;
  /** Length in milliseconds. */
  duration(difficulty: Difficulty): number;
  /** Local part of the day in which it begins. */
  partOfDay(difficulty: Difficulty): PartOfDay;
  /** True where it would stand out, and could happen at all. */
  fits(account: SimulatedAccount, neighbours: number): boolean;
  /** A further condition on the time. */
  suits?(start: number, account: SimulatedAccount): boolean;
  /** What belongs to it in each hour before it begins. */
  history?(hour: number, scene: Scene, begin: number): void;
  /** Sends all its requests, which lie between the scene's start and end. */
  play(scene: Scene): Facts;
}

/** One value for each difficulty. */
export function byDifficulty<Value>(
  difficulty: Difficulty,
  easy: Value,
  medium: Value,
  hard: Value,
): Value {
  return { easy, medium, hard }[difficulty];
}
