import * as z from 'zod';
import type { ActorHour, HourActivity } from '../../activity/hourActivity';
import { facetValues, isPublicNetwork } from '../profile/facets';
import { principalText } from '../../alerts/facts';
import { Tally } from './tally';

/** What is summed of a day by name: how many names are kept, and what the sums are. */
const TALLIES = {
  /** APIs: requests. */
  apis: 5,
  /** Kinds of access (`entra`, `key primaryMasterKey`): the sums of `ACCESS`. */
  access: 12,
  /** Keys with the application that used them: requests, and operations that were more than reading. */
  keyUsers: 20,
  /** Applications with their version: requests. */
  versions: 30,
  /** Public networks: requests. */
  networks: 20,
  /** Containers: the sums of `TEXTS`. */
  containers: 20,
  /** Applications: query operations sampled, and those of them without a text. */
  queries: 20,
  /** Identities that listed keys: hours in which they did. */
  listings: 12,
} as const;
export type TallyName = keyof typeof TALLIES;
const TALLY_NAMES = Object.keys(TALLIES) as readonly TallyName[]; // the keys of a constant

/** Something for each tally. */
function byTally<T>(of: (name: TallyName) => T): Record<TallyName, T> {
  return {
    apis: of('apis'),
    access: of('access'),
    keyUsers: of('keyUsers'),
    versions: of('versions'),
    networks: of('networks'),
    containers: of('containers'),
    queries: of('queries'),
    listings: of('listings'),
  };
}

/** Sums of a kind of access: what succeeded or failed, by kind of operation. */
export const ACCESS = { requests: 0, reads: 1, changes: 2, definitions: 3, others: 4 } as const;
/** Sums of the query texts of a container. */
export const TEXTS = { texts: 0, obfuscated: 1, cut: 2, examined: 3, inlined: 4 } as const;
/** Sums of a day. */
const FIGURES = [
  'hours',
  'requests',
  'denied',
  'throttled',
  'copies',
  'publicRequests',
  'addressed',
] as const;
type Figure = (typeof FIGURES)[number];

const amount = z.number().nonnegative();
const tally = z.array(z.tuple([z.string()], amount)).default([]);

export const observedDaySchema = z.object({
  /** Days since 1970. */
  day: z.int().nonnegative(),
  /** In the order of `FIGURES`. */
  figures: z.array(amount),
  ...byTally(() => tally),
});
export type StoredDay = z.infer<typeof observedDaySchema>;

/** What was observed of an account within a day, or within several. */
export class ObservedDay {
  readonly figures: Record<Figure, number> = {
    hours: 0,
    requests: 0,
    denied: 0,
    throttled: 0,
    copies: 0,
    /** From addresses of the internet, and from any address. */
    publicRequests: 0,
    addressed: 0,
  };
  readonly tallies: Readonly<Record<TallyName, Tally>> = byTally(
    (name) => new Tally(TALLIES[name]),
  );

  constructor(readonly day: number) {}

  static from(stored: StoredDay): ObservedDay {
    const day = new ObservedDay(stored.day);
    FIGURES.forEach((figure, at) => (day.figures[figure] = stored.figures[at] ?? 0));
    for (const name of TALLY_NAMES) day.tallies[name].addAll(stored[name]);
    return day;
  }

  /** Adds an hour. What the platform itself does is left out. */
  add({ actors, deeds = [], queryTexts, copies = 0 }: HourActivity): void {
    const { figures, tallies } = this;
    figures.hours += 1;
    figures.copies += copies;
    for (const actor of actors) if (actor.principal.kind !== 'system') this.addActor(actor);
    for (const told of queryTexts?.containers ?? []) {
      const { container, texts, obfuscated, cut, examined, inlined } = told;
      tallies.containers.add(container, texts, obfuscated, cut, examined, inlined);
    }
    for (const { application, sampled, withoutText } of queryTexts?.applications ?? []) {
      tallies.queries.add(application, sampled, withoutText);
    }
    const listers = deeds.filter(({ kind }) => kind === 'keyListing');
    for (const lister of new Set(listers.map(({ principal }) => principalText(principal)))) {
      tallies.listings.add(lister, 1);
    }
  }

  merge(other: ObservedDay): void {
    for (const figure of FIGURES) this.figures[figure] += other.figures[figure];
    for (const name of TALLY_NAMES) this.tallies[name].addAll(other.tallies[name].entries());
  }

  toStored(): StoredDay {
    const { day, figures, tallies } = this;
    return {
      day,
      figures: FIGURES.map((figure) => figures[figure]),
      ...byTally((name) => tallies[name].toStored()),
    };
  }

  private addActor(actor: ActorHour): void {
    const { figures, tallies } = this;
    figures.requests += actor.requests;
    figures.denied += actor.denied;
    figures.throttled += actor.throttled;
    if (actor.api !== null) tallies.apis.add(actor.api, actor.requests);
    const succeeded = actor.requests - actor.failed;
    if (actor.isOther || succeeded <= 0) return;
    const { authKind, network } = facetValues(actor, null);
    const { application, operations, versions = [] } = actor;
    if (authKind !== '') {
      const { read, write, delete: deleted, metadata, script, other, drop, define } = operations;
      const definitions = script + drop + define;
      tallies.access.add(authKind, succeeded, read + metadata, write + deleted, definitions, other);
      if (authKind.startsWith('key ')) {
        const more = write + deleted + definitions + other;
        tallies.keyUsers.add(`${authKind}\n${application}`, succeeded, more);
      }
    }
    for (const version of versions) tallies.versions.add(`${application}\n${version}`, succeeded);
    if (network === '') return;
    figures.addressed += succeeded;
    if (!isPublicNetwork(network)) return;
    figures.publicRequests += succeeded;
    tallies.networks.add(network, succeeded);
  }
}

/** All days of a window together. */
export function sumOf(days: readonly ObservedDay[]): ObservedDay {
  const sum = new ObservedDay(days[0]?.day ?? 0);
  for (const day of days) sum.merge(day);
  return sum;
}
