import type { KnownQueries } from '../query/templates/judgeWithTemplates';
import type { AccessEvent, AccountId } from '../telemetry/event';
import {
  addDocument,
  containerIn,
  documentOf,
  keepOwn,
  keyOf,
  noteBreak,
  ownOf,
  type LearnedContainer,
} from './learnedContainer';
import type { ShapeStore } from './shapeStore';

/** What was loaded of an account is used for so long before it is asked for again, ms. */
const RELOAD = 10 * 60_000;
/** From so many sightings on a shape is only noted now and then, ms. */
const WELL_KNOWN = 50;
const REFRESH = 3_600_000;
/** Accounts whose shapes an instance remembers. */
const MOST_ACCOUNTS = 2000;

interface Account {
  readonly loadedAt: number;
  readonly containers: Map<string, LearnedContainer>;
  /** Queries of an account come in runs of one container. */
  last: LearnedContainer | null;
}

/**
 * What the containers of watched accounts normally run. Loaded once an account and a while, written
 * when something new was learned: in the steady state that is never.
 */
export class LearnedQueries {
  private readonly accounts = new Map<AccountId, Account>();
  private readonly changed = new Map<LearnedContainer, Set<string>>();

  /** @param store null for files: what is learned lives as long as the run */
  constructor(private readonly store: ShapeStore | null) {}

  /**
   * Makes the shapes of these accounts ready.
   * @param now epoch ms
   * @throws StorageError
   */
  async prepare(accounts: Iterable<AccountId>, now: number): Promise<void> {
    for (const account of accounts) {
      const known = this.accounts.get(account);
      if (known !== undefined && now - known.loadedAt < RELOAD) continue;
      const containers = new Map<string, LearnedContainer>();
      for (const document of (await this.store?.load(account)) ?? []) {
        addDocument(containers, document);
      }
      for (const [key, container] of known?.containers ?? []) keepOwn(containers, key, container);
      this.accounts.delete(account);
      this.accounts.set(account, { loadedAt: now, containers, last: null });
      if (this.accounts.size > MOST_ACCOUNTS) this.forgetOldest();
    }
  }

  /** The known queries of an event's container, or null where nothing is known. */
  known(event: AccessEvent): KnownQueries | null {
    return this.find(event)?.known ?? null;
  }

  /** True where one more sighting of the shape would change nothing but the time of the last one. */
  isWellKnown(event: AccessEvent, shape: string): boolean {
    const learned = this.known(event)?.book.get(shape);
    return (
      learned !== undefined &&
      learned.sightings >= WELL_KNOWN &&
      event.time - learned.lastSeen < REFRESH
    );
  }

  /** Notes that a text of this shape ran. */
  learn(event: AccessEvent, shape: string): void {
    const { time } = event;
    const container = this.containerOf(event);
    if (container === null || this.isWellKnown(event, shape)) return;
    const record = `${event.keyHigh}-${event.keyLow}`;
    if (container.known.book.learn(shape, time, record) === 'template')
      container.known.learned(shape);
    if (this.store === null) return;
    const news = ownOf(container, event).book.learn(shape, time, record);
    if (news === 'new' || news === 'template') this.note(container, event);
  }

  /** Notes that a text ran that breaks a template open. What does so day after day is learned. */
  learnBreak(event: AccessEvent, shape: string): void {
    const container = this.containerOf(event);
    if (container === null) return;
    const own = this.store === null ? null : ownOf(container, event);
    const isNews = noteBreak(container, own, event, shape);
    if (isNews && own !== null) this.note(container, event);
  }

  /** Writes what is new. @throws StorageError; then it is written with the next call */
  async save(): Promise<void> {
    if (this.store === null) return;
    for (const [container, sources] of this.changed) {
      for (const source of sources) {
        const own = container.own.get(source);
        if (own !== undefined) await this.store.save(documentOf(container, source, own));
      }
      this.changed.delete(container);
    }
  }

  private note(container: LearnedContainer, { message }: AccessEvent): void {
    const sources = this.changed.get(container) ?? new Set<string>();
    this.changed.set(container, sources.add(message.source));
  }

  private containerOf(event: AccessEvent): LearnedContainer | null {
    const { account, api, database, container } = event;
    const containers = this.accounts.get(account)?.containers;
    if (containers === undefined) return null;
    return (
      this.find(event) ?? containerIn(containers, account, api ?? 'nosql', database, container)
    );
  }

  private find({ account, api, database, container: name }: AccessEvent): LearnedContainer | null {
    const of = this.accounts.get(account);
    if (of === undefined) return null;
    const { last, containers } = of;
    const language = api ?? 'nosql';
    if (last?.name === name && last.database === database && last.api === language) return last;
    const found = containers.get(keyOf(language, database, name)) ?? null;
    if (found !== null) of.last = found;
    return found;
  }

  private forgetOldest(): void {
    for (const account of this.accounts.keys()) {
      this.accounts.delete(account);
      return;
    }
  }
}
