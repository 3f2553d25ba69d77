import { ShapeBook } from '../query/templates/shapeBook';
import { KnownQueries } from '../query/templates/judgeWithTemplates';
import type { AccessEvent, AccountId, Api } from '../telemetry/event';
import { shapeDocumentId, type ShapeDocument, type ShapeStore } from './shapeStore';

/** What was loaded of an account is used for so long before it is asked for again, ms. */
const RELOAD = 10 * 60_000;
/** From so many sightings on a shape is only noted now and then, ms. */
const WELL_KNOWN = 50;
const REFRESH = 3_600_000;
/** Accounts whose shapes an instance remembers. */
const MOST_ACCOUNTS = 2000;

interface Container {
  readonly account: AccountId;
  readonly api: Api;
  readonly database: string;
  readonly name: string;
  /** All partitions together: what texts are judged by. */
  readonly known: KnownQueries;
  /** What each hub partition that this instance reads has learned; empty without a store. */
  readonly own: Map<string, ShapeBook>;
}

interface Account {
  readonly loadedAt: number;
  readonly containers: Map<string, Container>;
}

/**
 * What the containers of watched accounts normally run. Loaded once an account and a while, written
 * when something new was learned: in the steady state that is never.
 */
export class LearnedQueries {
  private readonly accounts = new Map<AccountId, Account>();
  private readonly changed = new Map<Container, Set<string>>();
  /** Events come in runs of one container. */
  private last: Container | null = null;

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
      const containers = new Map<string, Container>();
      for (const document of (await this.store?.load(account)) ?? []) {
        addDocument(containers, document);
      }
      for (const [key, container] of known?.containers ?? []) keepOwn(containers, key, container);
      this.last = null;
      this.accounts.delete(account);
      this.accounts.set(account, { loadedAt: now, containers });
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
    if (this.store !== null) this.learnForStore(container, event, shape, record);
  }

  /** Writes what is new. @throws StorageError; then it is written with the next call */
  async save(): Promise<void> {
    if (this.store === null) return;
    for (const [container, sources] of this.changed) {
      for (const source of sources) {
        const book = container.own.get(source);
        if (book !== undefined) await this.store.save(documentOf(container, source, book));
      }
      this.changed.delete(container);
    }
  }

  /** A file has no partition; a book for each of thousands of files would never be read. */
  private learnForStore(
    container: Container,
    { message, time }: AccessEvent,
    shape: string,
    record: string,
  ): void {
    const own = container.own.get(message.source) ?? new ShapeBook();
    container.own.set(message.source, own);
    const news = own.learn(shape, time, record);
    if (news !== 'new' && news !== 'template') return;
    const sources = this.changed.get(container) ?? new Set<string>();
    this.changed.set(container, sources.add(message.source));
  }

  private containerOf(event: AccessEvent): Container | null {
    const { account, api, database, container } = event;
    const containers = this.accounts.get(account)?.containers;
    if (containers === undefined) return null;
    return (
      this.find(event) ?? containerIn(containers, account, api ?? 'nosql', database, container)
    );
  }

  private find({ account, api, database, container: name }: AccessEvent): Container | null {
    const { last } = this;
    const language = api ?? 'nosql';
    if (
      last?.account === account &&
      last.name === name &&
      last.database === database &&
      last.api === language
    ) {
      return last;
    }
    const containers = this.accounts.get(account)?.containers;
    const found = containers?.get(keyOf(language, database, name)) ?? null;
    if (found !== null) this.last = found;
    return found;
  }

  private forgetOldest(): void {
    for (const account of this.accounts.keys()) {
      this.accounts.delete(account);
      this.last = null;
      return;
    }
  }
}

function containerIn(
  containers: Map<string, Container>,
  account: AccountId,
  api: Api,
  database: string,
  name: string,
): Container {
  const key = keyOf(api, database, name);
  const found = containers.get(key);
  if (found !== undefined) return found;
  const known = new KnownQueries(new ShapeBook());
  const made = { account, api, database, name, known, own: new Map<string, ShapeBook>() };
  containers.set(key, made);
  return made;
}

function addDocument(containers: Map<string, Container>, document: ShapeDocument): void {
  const { accountId, api, database, container: name, source, shapes, forgotten } = document;
  const container = containerIn(containers, accountId, api, database, name);
  container.own.set(source, ShapeBook.from(shapes, forgotten));
  container.known.book.merge(shapes);
  container.known.changed();
}

/** What this instance has learned since it was last written is not lost by loading. */
function keepOwn(containers: Map<string, Container>, key: string, before: Container): void {
  const container = containers.get(key);
  if (container === undefined) {
    containers.set(key, before);
    return;
  }
  for (const [source, book] of before.own) {
    if (container.own.has(source)) continue;
    container.own.set(source, book);
    container.known.book.merge(book.values());
  }
}

function documentOf(container: Container, source: string, book: ShapeBook): ShapeDocument {
  const { account, api, database, name } = container;
  return {
    id: shapeDocumentId(api, database, name, source),
    schemaVersion: 1,
    kind: 'queryShapes',
    accountId: account,
    api,
    database,
    container: name,
    source,
    shapes: [...book.values()],
    forgotten: book.forgotten,
  };
}

function keyOf(api: Api, database: string, container: string): string {
  return `${api}\n${database}\n${container}`;
}
