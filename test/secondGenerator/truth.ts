import type { AlertType } from './alertTypes';
import type { Api } from './world/model';

export type Difficulty = 'easy' | 'medium' | 'hard';

/** One line of truth.ndjson: what was planted and what should, or should not, be said about it. */
export interface Truth {
  kind: 'attack' | 'decoy';
  name: string;
  /** Attack: one of these should be raised. Decoy: each of these would be wrong. */
  alertTypes: readonly AlertType[];
  /** Types that the same incident may rightly raise as well. */
  plausible: readonly AlertType[];
  /** Lower-case resource id, or `/subscriptions/<guid>` for an attack over many accounts. */
  account: string;
  personality: string;
  api: Api;
  start: string;
  end: string;
  difficulty: Difficulty;
  /** Log records that tell of it. */
  records: number;
  address?: string;
  principal?: string;
  /** User agent or caller. */
  actor?: string;
  note: string;
}
