import type { Facet } from '../baseline';
import { ArrivalRate } from './arrivalRate';
import { FACET_LIMITS } from './facets';
import { FamiliarThings } from './familiarThings';
import { Habits } from './habits';
import { ReportedThings } from './reportedThings';
import type { Volumes } from './volumes';

/** What is known of one facet. */
export interface FacetKnowledge {
  readonly things: FamiliarThings;
  readonly arrivals: ArrivalRate;
}

/** Everything that a profile is made of; times in hours since 1970. */
export interface Knowledge {
  /** First and last hour that were learned; -1 before. */
  firstHour: number;
  lastHour: number;
  readonly facets: Readonly<Record<Facet, FacetKnowledge>>;
  /** Null before anything was learned. */
  volumes: Volumes | null;
  readonly habits: Habits;
  /** Hours of the last 42 days that teach nothing about volumes. */
  readonly skippedHours: Set<number>;
  /** Ids of dismissed alerts that taught late what they had kept back. */
  readonly taughtAlerts: Set<string>;
  /** What open and resolved alerts told of newcomers. */
  readonly reported: ReportedThings;
  /** Actors with impossible figures and hours at impossible times, passed over. */
  refused: number;
}

export function nothingLearned(): Knowledge {
  return {
    firstHour: -1,
    lastHour: -1,
    facets: byFacet((facet) => ({
      things: new FamiliarThings(FACET_LIMITS[facet]),
      arrivals: new ArrivalRate(),
    })),
    volumes: null,
    habits: new Habits(),
    skippedHours: new Set(),
    taughtAlerts: new Set(),
    reported: new ReportedThings(),
    refused: 0,
  };
}

/** Something for each facet. */
export function byFacet<T>(of: (facet: Facet) => T): Record<Facet, T> {
  return {
    principal: of('principal'),
    application: of('application'),
    network: of('network'),
    asn: of('asn'),
    country: of('country'),
    authKind: of('authKind'),
    principalCountry: of('principalCountry'),
    principalApplication: of('principalApplication'),
    keyHolder: of('keyHolder'),
    scriptWriter: of('scriptWriter'),
    containerDropper: of('containerDropper'),
    manager: of('manager'),
    managerNetwork: of('managerNetwork'),
    managerCountry: of('managerCountry'),
    managerTool: of('managerTool'),
    managerHome: of('managerHome'),
    accountState: of('accountState'),
  };
}
