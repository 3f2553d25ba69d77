import type { Difficulty, Facts } from './incident';
import type { PlannedIncident } from './planting';

/** What should be found, or should not: one line of `truth.ndjson`. */
export interface Truth {
  readonly kind: 'attack' | 'decoy';
  /** `tor-exit`, `scale-out`... */
  readonly name: string;
  /** Attack: one of these at least should be raised. Decoy: each of these would be wrong. */
  readonly alertTypes: readonly string[];
  /** Attack: these may be raised for it as well. */
  readonly plausible: readonly string[];
  /** Lower-case resource id of the account, or of the subscription for attacks on many. */
  readonly account: string;
  readonly personality: string;
  readonly api: string;
  /** ISO 8601. */
  readonly start: string;
  readonly end: string;
  /** Attack of several steps: when the last one began, ISO 8601. */
  readonly completeFrom?: string;
  readonly difficulty: Difficulty;
  /** Records written for it, copies not counted. */
  readonly records: number;
  readonly address?: string;
  readonly principal?: string;
  readonly actor?: string;
  readonly note: string;
}

/** @param records how many the incident has written */
export function truthOf(planned: PlannedIncident, facts: Facts, records: number): Truth {
  const { kind, incident, scene } = planned;
  const { address, principal, actor, completeFrom } = facts;
  return {
    kind,
    name: incident.name,
    alertTypes: facts.alertTypes,
    plausible: facts.plausible ?? [],
    account: (facts.account ?? scene.log.resourceId).toLowerCase(),
    personality: scene.account.personality,
    api: scene.account.api,
    start: new Date(scene.start).toISOString(),
    end: new Date(scene.end).toISOString(),
    ...(completeFrom === undefined ? {} : { completeFrom: new Date(completeFrom).toISOString() }),
    difficulty: scene.difficulty,
    records,
    ...(address === undefined ? {} : { address }),
    ...(principal === undefined ? {} : { principal }),
    ...(actor === undefined ? {} : { actor }),
    note: facts.note,
  };
}
