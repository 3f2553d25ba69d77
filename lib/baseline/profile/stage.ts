import type { Stage } from '../baseline';

/** From so many days of history on an account is provisional, and established. */
export const PROVISIONAL_FROM = 3;
export const ESTABLISHED_FROM = 14;

/** The highest confidence of an alert about behaviour, by stage. */
export const CONFIDENCE_CAPS: Readonly<Record<Stage, number>> = {
  new: 0,
  provisional: 0.6,
  established: 1,
};

export function stageOf(historyDays: number): Stage {
  if (historyDays < PROVISIONAL_FROM) return 'new';
  return historyDays < ESTABLISHED_FROM ? 'provisional' : 'established';
}

export function confidenceCapOf(stage: Stage): number {
  return CONFIDENCE_CAPS[stage];
}
