import { KnownQueries } from '../query/templates/judgeWithTemplates';
import { RecurringBreaks } from '../query/templates/recurringBreaks';
import { ShapeBook, TEMPLATE_SIGHTINGS } from '../query/templates/shapeBook';
import type { AccessEvent, AccountId, Api } from '../telemetry/event';
import { shapeDocumentId, type ShapeDocument } from './shapeStore';

/** What is known of the queries of one container. */
export interface LearnedContainer {
  readonly account: AccountId;
  readonly api: Api;
  readonly database: string;
  readonly name: string;
  /** All partitions together: what texts are judged by. */
  readonly known: KnownQueries;
  readonly breaks: RecurringBreaks;
  /** What each hub partition that this instance reads has learned; empty without a store. */
  readonly own: Map<string, OwnQueries>;
}

export interface OwnQueries {
  readonly book: ShapeBook;
  readonly breaks: RecurringBreaks;
}

/** The container of that name, made where it is not known yet. */
export function containerIn(
  containers: Map<string, LearnedContainer>,
  account: AccountId,
  api: Api,
  database: string,
  name: string,
): LearnedContainer {
  const key = keyOf(api, database, name);
  const found = containers.get(key);
  if (found !== undefined) return found;
  const known = new KnownQueries(new ShapeBook());
  const breaks = new RecurringBreaks();
  const made = { account, api, database, name, known, breaks, own: new Map<string, OwnQueries>() };
  containers.set(key, made);
  return made;
}

/** What the event's hub partition has learned of its container. */
export function ownOf(container: LearnedContainer, { message }: AccessEvent): OwnQueries {
  const known = container.own.get(message.source);
  if (known !== undefined) return known;
  const own = { book: new ShapeBook(), breaks: new RecurringBreaks() };
  container.own.set(message.source, own);
  return own;
}

/** Adds what was stored of a container. */
export function addDocument(
  containers: Map<string, LearnedContainer>,
  document: ShapeDocument,
): void {
  const { accountId, api, database, container: name, source, shapes, forgotten } = document;
  const container = containerIn(containers, accountId, api, database, name);
  const breaks = new RecurringBreaks();
  breaks.merge(document.breaks ?? []);
  container.own.set(source, { book: ShapeBook.from(shapes, forgotten), breaks });
  container.breaks.merge(breaks.values());
  container.known.book.merge(shapes);
  container.known.changed();
}

/** What this instance has learned since it was last written is not lost by loading. */
export function keepOwn(
  containers: Map<string, LearnedContainer>,
  key: string,
  before: LearnedContainer,
): void {
  const container = containers.get(key);
  if (container === undefined) {
    containers.set(key, before);
    return;
  }
  for (const [source, own] of before.own) {
    if (container.own.has(source)) continue;
    container.own.set(source, own);
    container.known.book.merge(own.book.values());
    container.breaks.merge(own.breaks.values());
  }
}

/** What is stored of what one hub partition has learned of a container. */
export function documentOf(
  container: LearnedContainer,
  source: string,
  { book, breaks }: OwnQueries,
): ShapeDocument {
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
    breaks: [...breaks.values()],
    forgotten: book.forgotten,
  };
}

/** Name of a container among those of its account. */
export function keyOf(api: Api, database: string, container: string): string {
  return `${api}\n${database}\n${container}`;
}

/**
 * Notes that a text ran that breaks a template of a container open. What does so in many hours of more
 * than a day is a template from then on. Says whether there is news to store.
 * @param own what the event's hub partition has learned; null where nothing is stored
 */
export function noteBreak(
  container: LearnedContainer,
  own: OwnQueries | null,
  { time, keyHigh, keyLow }: AccessEvent,
  shape: string,
): boolean {
  const { breaks, known } = container;
  breaks.note(shape, time);
  const isNews = own?.breaks.note(shape, time) === true;
  if (!breaks.isUsual(shape, time)) return isNews;
  const firstRecord = `${keyHigh}-${keyLow}`;
  const template = {
    shape,
    sightings: TEMPLATE_SIGHTINGS,
    firstSeen: time,
    lastSeen: time,
    firstRecord,
  };
  known.book.merge([template]);
  known.learned(shape);
  breaks.forget(shape);
  own?.book.merge([template]);
  own?.breaks.forget(shape);
  return true;
}
