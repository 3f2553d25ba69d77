import type { InsertionName } from '../insertion';

/** What differs between a command and what is known of its collection. */
export interface CommandBreak {
  readonly name: InsertionName;
  readonly from: number;
  readonly to: number;
  /** Sightings of what is known. */
  readonly sightings: number;
}

/** What is known of a collection: counts are sightings. */
export interface Collection {
  /** Commands that were learned. */
  templates: number;
  /** Filters as a whole. */
  readonly filters: Map<string, number>;
  /** Conditions, each with what it was compared with. */
  readonly conditions: Map<string, number>;
  /** What operators a property was compared with. */
  readonly operators: Map<string, Set<string>>;
  /** How many filters compare a property with a plain value; none if any has an operator there. */
  readonly plain: Map<string, number>;
  /** Whatever its commands name. */
  readonly words: Set<string>;
  readonly pipelines: Map<string, number>;
  /** Pipelines without the stages that page them. */
  readonly unpaged: Set<string>;
  /** Stages in any pipeline. */
  readonly stages: Set<string>;
  /** What commands ask for, whatever comes back of it and in which order. */
  readonly asked: Map<string, number>;
  /** What comes back of what is asked for, and whether the same comes back in several ways. */
  readonly projections: Map<string, string>;
  isProjectedAnew: boolean;
  /** How filters begin that go on, in their order. */
  readonly beginnings: Map<string, number>;
  /** What all filters ask for; null before the first. */
  required: ReadonlySet<string> | null;
  /** What is asked for without a limit. */
  unlimited: number;
}

export function newCollection(): Collection {
  return {
    templates: 0,
    filters: new Map(),
    conditions: new Map(),
    operators: new Map(),
    plain: new Map(),
    words: new Set(),
    pipelines: new Map(),
    unpaged: new Set(),
    stages: new Set(),
    asked: new Map(),
    projections: new Map(),
    isProjectedAnew: false,
    beginnings: new Map(),
    required: null,
    unlimited: 0,
  };
}

/** Notes the sightings of something that may be known already. */
export function count(counts: Map<string, number>, key: string, sightings: number): void {
  counts.set(key, Math.max(counts.get(key) ?? 0, sightings));
}
