import type { ActorHour, ActorIdentity } from '../activity/hourActivity';
import type { ActivityWindow } from '../activity/window';
import { factsOfClient, insteadOf, mergeFacts, NO_FACTS, type Facts } from '../alerts/facts';
import type { Measure } from '../baseline/baseline';
import { addFigures, figuresOf, noFigures, type Figures } from '../baseline/profile/figures';
import { actorKey } from '../baseline/profile/volumes';
import type { Api } from '../telemetry/event';

/** An alert names those clients of a group that did at least this share of what it is about. */
const LEAST_SHARE = 0.1;

/** What several entries of actors did together, in one hour or in several. */
export interface ActorGroup {
  /** Principal and application of all of them; the address of one of them. */
  readonly identity: ActorIdentity;
  readonly api: Api | null;
  readonly figures: Readonly<Figures>;
  readonly actors: readonly ActorHour[];
}

/** By principal and application, as profiles keep their figures: all addresses together. */
export function byActor(actors: readonly ActorHour[]): ReadonlyMap<string, ActorGroup> {
  return grouped(actors, actorKey);
}

/** By principal, application and address. */
export function byClient(actors: readonly ActorHour[]): ReadonlyMap<string, ActorGroup> {
  return grouped(actors, clientKey);
}

/** How `byClient` knows a client. */
export function clientKey(actor: ActorIdentity): string {
  return `${actorKey(actor)}\n${actor.address}`;
}

/** Actors of a window and of the hours before it, `hours` in all. */
export function actorsOf(window: ActivityWindow, hours: number): readonly ActorHour[] {
  if (hours === 1) return window.actorHours();
  return [window, ...window.earlier.slice(0, hours - 1)].flatMap((one) => one.actorHours());
}

/**
 * The group without what clients did that matter little for a measure; all of it where no client
 * did much.
 */
export function mainActors(
  { actors, figures }: ActorGroup,
  measure: Measure,
): readonly ActorHour[] {
  const least = figures[measure] * LEAST_SHARE;
  const main = actors.filter((actor) => figuresOf(actor)[measure] >= least);
  return main.length === 0 ? actors : main;
}

/** What an alert says of these actors. */
export function factsOfActors(
  actors: readonly ActorHour[],
  country: (address: string) => string | null,
): Facts {
  return actors.reduce<Facts>((facts, actor) => {
    const { address, responseBytes, requestUnits } = actor;
    const place = address === '' ? null : country(address);
    const containers = actor.containers.filter(({ container }) => container !== '');
    return mergeFacts(facts, {
      ...factsOfClient(actor, place),
      containers: containers.map(({ container }) => container),
      responseBytes,
      requestUnits,
    });
  }, NO_FACTS);
}

/** What an alert says of the main actors of a group; small clients are left out, and it says so. */
export function factsOfMain(
  group: ActorGroup,
  measure: Measure,
  country: (address: string) => string | null,
): Facts {
  const main = mainActors(group, measure);
  const facts = factsOfActors(main, country);
  return main.length === group.actors.length
    ? facts
    : insteadOf(facts, factsOfActors(group.actors, country));
}

/** The container from which most bytes came, or the empty text. */
export function heaviestContainer(actors: readonly ActorHour[]): string {
  const bytes = new Map<string, number>();
  for (const { containers } of actors) {
    for (const { container, responseBytes } of containers) {
      if (container !== '') bytes.set(container, (bytes.get(container) ?? 0) + responseBytes);
    }
  }
  const [heaviest] = [...bytes].sort(([, a], [, b]) => b - a);
  return heaviest?.[0] ?? '';
}

/** First and last request of the actors, epoch ms. */
export function timesOfActors(actors: readonly ActorHour[]) {
  return {
    startTime: Math.min(...actors.map(({ firstSeen }) => firstSeen)),
    endTime: Math.max(...actors.map(({ lastSeen }) => lastSeen)),
  };
}

/** Actors without room of their own are nobody in particular, and the platform is no suspect. */
function grouped(
  actors: readonly ActorHour[],
  key: (actor: ActorHour) => string,
): ReadonlyMap<string, ActorGroup> {
  const groups = new Map<string, { figures: Figures; actors: ActorHour[] }>();
  for (const actor of actors) {
    if (actor.isOther || actor.principal.kind === 'system') continue;
    const name = key(actor);
    const group = groups.get(name) ?? { figures: noFigures(), actors: [] };
    addFigures(group.figures, figuresOf(actor));
    group.actors.push(actor);
    groups.set(name, group);
  }
  const made = new Map<string, ActorGroup>();
  for (const [name, { figures, actors: members }] of groups) {
    const [identity] = members;
    if (identity === undefined) continue;
    const api = members.find((actor) => actor.api !== null)?.api ?? null;
    made.set(name, { identity, api, figures, actors: members });
  }
  return made;
}
