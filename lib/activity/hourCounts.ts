import type { AccessEvent, Category } from '../telemetry/event';
import { accountWithin } from '../management/subscription';
import { ActorTable, MOST_ACTORS, type StoredActors } from './actorTable';
import { Deeds, type StoredDeed } from './deeds';
import { NameList } from './nameList';
import { QueryTexts, type StoredQueryTexts } from './queryTexts';
import { watchedKindOf } from './watched';

/** Operations kept as keys, so that the stored form stays within its bytes. */
const MOST_OPERATIONS = 900;
const HALF_AN_HOUR = 1_800_000;
/** Bytes that a stored hour may have: 32 KB less what stands around the counts. */
const MOST_BYTES = 31_000;

/** Categories whose records stand for many requests each, the finest first. */
export const AGGREGATES = ['DataPlaneRequests5M', 'DataPlaneRequests15M'] as const;
type Aggregate = (typeof AGGREGATES)[number];

/** The stored form. */
export interface StoredCounts extends StoredActors {
  /** Names of containers; entries hold their numbers. */
  readonly names: readonly string[];
  /** True where single requests of the data plane were counted. */
  readonly singleRequests: boolean;
  /** Actors as aggregates tell of them; left out once single requests are there. */
  readonly aggregated: Partial<Record<Aggregate, StoredActors>>;
  /** What was done through Azure Resource Manager; absent where nothing was. */
  readonly deeds?: readonly StoredDeed[];
  /** Absent where no query was seen, and in older ones. */
  readonly queryTexts?: StoredQueryTexts;
  /** Absent where there was none, and in older ones. */
  readonly copies?: number;
}

/** What was counted of an account's hour, in one hub partition or in several. */
export class HourCounts {
  /** Actors of single records, whatever their category. */
  actors = new ActorTable();
  /** Who did what through Azure Resource Manager; in most hours nobody did. */
  deeds: Deeds | null = null;
  /** Which query texts came. */
  queryTexts: QueryTexts | null = null;
  /** Records that came once more in another message. */
  copies = 0;
  /** Most accounts have none. */
  private aggregated: Map<Aggregate, ActorTable> | null = null;
  private singleRequests = false;
  private operations = 0;

  constructor(private readonly hour: number) {}

  static from(stored: StoredCounts, hour: number): HourCounts {
    const counts = new HourCounts(hour);
    if (stored.deeds !== undefined) counts.deeds = Deeds.from(stored.deeds, stored.names, hour);
    counts.actors = ActorTable.from(stored, stored.names, hour);
    counts.singleRequests = stored.singleRequests;
    counts.copies = stored.copies ?? 0;
    if (stored.queryTexts !== undefined) {
      counts.queryTexts = QueryTexts.from(stored.queryTexts, stored.names);
    }
    for (const category of AGGREGATES) {
      const actors = stored.aggregated[category];
      if (actors === undefined) continue;
      counts.aggregated ??= new Map();
      counts.aggregated.set(category, ActorTable.from(actors, stored.names, hour));
    }
    for (const actor of counts.actors.everyone()) {
      for (const { operations } of actor.watched.values()) counts.operations += operations.size;
    }
    return counts;
  }

  /** True where an operation is held of a kind whose number may decide an alert. */
  get isWatched(): boolean {
    return this.operations > 0;
  }

  /** True where single requests of the data plane are counted: aggregates only tell of them again. */
  get hasSingleRequests(): boolean {
    return this.singleRequests;
  }

  /** Actors as the aggregates of one category tell of them. */
  aggregatedBy(category: Aggregate): ActorTable | null {
    return this.aggregated?.get(category) ?? null;
  }

  /** Counts an event. `twin`: a second record of an operation whose volumes are counted already. */
  count(event: AccessEvent, twin: boolean): void {
    const { principal, clientIp, application, category } = event;
    if (event.management !== null) {
      this.deeds ??= new Deeds(this.hour);
      this.deeds.see(event, accountWithin(event));
    }
    if (category === 'ActivityLog') return;
    if (isAggregate(category)) {
      if (this.singleRequests) return;
      const actor = this.tableOf(category).actorOf(principal, clientIp, application.family);
      actor.see(event);
      actor.addVolume(event, this.isLate(event));
      return;
    }
    if (event.query !== null || event.operation === 'query') {
      (this.queryTexts ??= new QueryTexts()).see(event);
      if (category === 'QueryRuntimeStatistics') return;
    }
    if (category === 'DataPlaneRequests') this.singleRequests = true;
    const kind = watchedKindOf(event);
    if (twin && kind === null) return;
    const actor = this.actors.actorOf(principal, clientIp, application.family);
    actor.see(event);
    if (!twin) actor.addVolume(event, this.isLate(event));
    if (kind !== null && actor.addWatched(kind, event, this.operations < MOST_OPERATIONS)) {
      this.operations += 1;
    }
  }

  /** Adds what was counted elsewhere of the same hour. */
  merge(other: HourCounts): void {
    this.singleRequests ||= other.singleRequests;
    this.operations += this.actors.merge(other.actors, MOST_OPERATIONS - this.operations);
    for (const [category, actors] of other.aggregated ?? [])
      this.tableOf(category).merge(actors, 0);
    this.copies += other.copies;
    if (other.queryTexts !== null) (this.queryTexts ??= new QueryTexts()).merge(other.queryTexts);
    if (other.deeds !== null) (this.deeds ??= new Deeds(this.hour)).merge(other.deeds);
  }

  /** Between two batches: lets the lightest actors go, where there are too many. */
  settle(): void {
    this.actors.settle();
    for (const actors of this.aggregated?.values() ?? []) actors.settle();
  }

  /** At most 32 KB with what stands around it: fewer actors, where these are too large. */
  toStored(): StoredCounts {
    for (let most = MOST_ACTORS; ; most = Math.floor(most * 0.8)) {
      const stored = this.storedWith(most);
      if (most === 0 || Buffer.byteLength(JSON.stringify(stored)) <= MOST_BYTES) return stored;
    }
  }

  private isLate({ time }: AccessEvent): boolean {
    return time - this.hour >= HALF_AN_HOUR;
  }

  private storedWith(most: number): StoredCounts {
    const names = new NameList();
    const { singleRequests, hour } = this;
    const actors = this.actors.toStored(names, hour, most);
    const aggregated: Partial<Record<Aggregate, StoredActors>> = {};
    if (!singleRequests) {
      for (const [category, table] of this.aggregated ?? []) {
        aggregated[category] = table.toStored(names, hour, most);
      }
    }
    const deeds = this.deeds?.toStored(names) ?? [];
    return {
      ...actors,
      singleRequests,
      aggregated,
      ...(deeds.length === 0 ? {} : { deeds }),
      ...(this.queryTexts === null ? {} : { queryTexts: this.queryTexts.toStored(names) }),
      ...(this.copies === 0 ? {} : { copies: this.copies }),
      names: names.names(),
    };
  }

  private tableOf(category: Aggregate): ActorTable {
    this.aggregated ??= new Map();
    const known = this.aggregated.get(category);
    if (known !== undefined) return known;
    const table = new ActorTable();
    this.aggregated.set(category, table);
    return table;
  }
}

function isAggregate(category: Category): category is Aggregate {
  return category === 'DataPlaneRequests5M' || category === 'DataPlaneRequests15M';
}
