import type { AccountId } from '../telemetry/event';
import type { Actor } from './actor';
import { ActorTable } from './actorTable';
import { Deeds, type Deed } from './deeds';
import { FIGURES, figuresAt } from './figures';
import type { ActorHour, HourActivity, HourFigures } from './hourActivity';
import { AGGREGATES, type HourCounts } from './hourCounts';
import { distinctOperations, type OperationCount } from './operationCount';
import { QueryTexts, type QueryTextHour } from './queryTexts';
import type { Watched } from './watched';
import { HOUR } from './windowPart';

/** An account's hour: what all hub partitions told of it together. */
export interface ActivityWindow {
  readonly account: AccountId;
  /** Start and end of the hour, epoch ms. */
  readonly start: number;
  readonly end: number;
  /** True where an actor has watched operations. */
  readonly isWatched: boolean;
  /** True where anything was done through Azure Resource Manager. */
  readonly isManaged: boolean;
  /** Who did what through Azure Resource Manager, each once. */
  readonly deeds: readonly Deed[];
  /** One entry per actor and partition: the same actor may stand here several times. */
  readonly actors: readonly Actor[];
  /** Those of the actors that have watched operations. */
  readonly watched: readonly Actor[];
  /** Sums over all actors; cheap. */
  readonly totals: HourFigures;
  /** Up to five hours before it, the newest first; none where there is nothing to compare with. */
  readonly earlier: readonly ActivityWindow[];
  /** Actors whose figures are only in the sum of the others, about. */
  readonly folded: number;
  /** Which query texts came; null where no query was seen. */
  readonly queryTexts: QueryTextHour | null;
  /** Records that came once more in another message. */
  readonly copies: number;
  /**
   * Every actor once, the sum of those without room last. Where an account exports no single
   * requests of the data plane, they are as its aggregates tell.
   */
  actorHours(): readonly ActorHour[];
}

/** The window of counts that belong to the same account and hour. */
export function windowOf(
  account: AccountId,
  hour: number,
  parts: readonly HourCounts[],
  earlier: readonly ActivityWindow[] = [],
): ActivityWindow {
  return new PartedWindow(account, hour, parts, earlier);
}

/** Puts the parts together as it is asked: of most windows nobody asks. */
class PartedWindow implements ActivityWindow {
  private once: ActorTable | null = null;
  private ownActors: readonly Actor[] | null = null;
  private ownWatched: readonly Actor[] | null = null;
  private ownTotals: HourFigures | null = null;
  private ownHours: readonly ActorHour[] | null = null;
  private ownDeeds: readonly Deed[] | null = null;

  constructor(
    readonly account: AccountId,
    readonly start: number,
    private readonly parts: readonly HourCounts[],
    readonly earlier: readonly ActivityWindow[],
  ) {}

  get end(): number {
    return this.start + HOUR;
  }

  get isWatched(): boolean {
    return this.parts.some((part) => part.isWatched);
  }

  get isManaged(): boolean {
    return this.parts.some(({ deeds }) => deeds !== null && deeds.size > 0);
  }

  get deeds(): readonly Deed[] {
    return (this.ownDeeds ??= deedsOf(this.parts, this.start));
  }

  get queryTexts(): QueryTextHour | null {
    return queryTextsOf(this.parts);
  }

  get copies(): number {
    return this.parts.reduce((sum, part) => sum + part.copies, 0);
  }

  get actors(): readonly Actor[] {
    return (this.ownActors ??= this.parts.flatMap((part) => part.actors.everyone()));
  }

  get watched(): readonly Actor[] {
    return (this.ownWatched ??= this.actors.filter((actor) => actor.watched.size > 0));
  }

  get totals(): HourFigures {
    return (this.ownTotals ??= totalsOf(tablesOf(this.parts)));
  }

  get folded(): number {
    return this.everyoneOnce().folded;
  }

  actorHours(): readonly ActorHour[] {
    return (this.ownHours ??= this.everyoneOnce()
      .everyone()
      .map((actor) => actor.toHour()));
  }

  private everyoneOnce(): ActorTable {
    return (this.once ??= tableOf(this.parts));
  }
}

/** What a profile learns from a window. */
export function hourActivityOf(window: ActivityWindow): HourActivity {
  const { account, start, deeds, queryTexts, copies } = window;
  const activity = { account, hour: start, actors: window.actorHours(), deeds, copies };
  return queryTexts === null ? activity : { ...activity, queryTexts };
}

function queryTextsOf(parts: readonly HourCounts[]): QueryTextHour | null {
  const told = parts.flatMap(({ queryTexts }) => queryTexts ?? []);
  const [first] = told;
  if (first === undefined) return null;
  if (told.length === 1) return first.toHour();
  const texts = new QueryTexts();
  for (const one of told) texts.merge(one);
  return texts.toHour();
}

function deedsOf(parts: readonly HourCounts[], hour: number): readonly Deed[] {
  const deeds = new Deeds(hour);
  for (const part of parts) if (part.deeds !== null) deeds.merge(part.deeds);
  return deeds.toList();
}

/** Tables that together tell of every request once. */
function tablesOf(parts: readonly HourCounts[]): readonly ActorTable[] {
  const tables = parts.map((part) => part.actors);
  if (parts.some((part) => part.hasSingleRequests)) return tables;
  for (const category of AGGREGATES) {
    const aggregated = parts.flatMap((part) => part.aggregatedBy(category) ?? []);
    if (aggregated.length > 0) return [...tables, ...aggregated];
  }
  return tables;
}

function tableOf(parts: readonly HourCounts[]): ActorTable {
  const [first, ...more] = tablesOf(parts).filter((table) => !table.isEmpty);
  if (first !== undefined && more.length === 0) return first;
  const table = new ActorTable();
  if (first === undefined) return table;
  for (const one of [first, ...more]) table.merge(one, Infinity);
  return table;
}

function totalsOf(tables: readonly ActorTable[]): HourFigures {
  const sums = new Float64Array(FIGURES);
  for (const table of tables) {
    for (const actor of table.everyone()) actor.addTo(sums);
  }
  return figuresAt(sums, 0);
}

/** Actors put together by a text, such as their address. */
export function actorsBy(
  actors: readonly Actor[],
  key: (actor: Actor) => string,
): ReadonlyMap<string, readonly Actor[]> {
  const groups = new Map<string, Actor[]>();
  for (const actor of actors) {
    const name = key(actor);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [actor]);
    else group.push(actor);
  }
  return groups;
}

/** Distinct operations of one kind that these actors did together. */
export function operationsOf(actors: readonly Actor[], kind: Watched): number {
  const counts: OperationCount[] = [];
  for (const actor of actors) {
    const count = actor.watched.get(kind);
    if (count !== undefined) counts.push(count);
  }
  return distinctOperations(counts);
}
