import type { Alert, AlertId } from '../../lib/alerts/alert';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import type { SinkFilter } from '../../lib/delivery/filter';
import { messageOf, type Message, type MessageKind } from '../../lib/delivery/message';
import { Outbox } from '../../lib/delivery/outbox';
import type { Sink } from '../../lib/delivery/sink';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { raisedAlert, variation } from '../api/alertDocuments';

export const NOW = Date.parse('2026-11-22T12:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const EVERYTHING: SinkFilter = {
  minimumSeverity: 'Informational',
  accounts: [],
  alertTypes: [],
};

/** A time that a test moves on. */
export class TestClock {
  constructor(public time = NOW) {}
  readonly now = (): number => this.time;
}

/** A sink that keeps what it is sent, and can be told to fail. */
export class MemorySink implements Sink {
  readonly type = 'memory';
  readonly concurrency = 4;
  readonly sendMs = 15_000;
  readonly gatherMs: number;
  readonly filter: SinkFilter;
  readonly received: Message[] = [];
  tries = 0;
  /** Called with each message before it is kept; what it throws is the failure. */
  behave: (message: Message) => Promise<void> | void = () => undefined;

  constructor(
    readonly name: string,
    { filter = EVERYTHING, gatherMs = 0 }: { filter?: SinkFilter; gatherMs?: number } = {},
  ) {
    this.filter = filter;
    this.gatherMs = gatherMs;
  }

  get ids(): string[] {
    return this.received.map(({ id }) => id);
  }

  async send(message: Message): Promise<void> {
    this.tries += 1;
    await this.behave(message);
    this.received.push(message);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export function outboxOf(store: DocumentStore, sinks: readonly Sink[], clock: TestClock): Outbox {
  return new Outbox({
    store,
    sinks,
    appUrl: 'https://warden.example.com',
    now: clock.now,
    random: () => 0.5,
  });
}

let base: Promise<AlertDocument> | null = null;

/** Alerts as the pipeline raises them, due since the test's beginning. */
export async function dueAlert(
  n: number,
  change: Partial<AlertDocument> = {},
): Promise<AlertDocument> {
  base ??= raisedAlert();
  return variation(await base, n, {
    deliveryDueAt: NOW - MINUTE,
    ...change,
  });
}

export async function store(on: DocumentStore, ...alerts: AlertDocument[]): Promise<void> {
  for (const alert of alerts) await on.create('alerts', alert);
}

export async function stored(on: DocumentStore, alert: AlertDocument): Promise<AlertDocument> {
  const found = await on.read<AlertDocument>('alerts', alert.accountId, alert.id);
  if (found === null) throw new Error(`alert ${alert.id} is gone`);
  return found.document;
}

export async function message(
  change: Partial<Alert> = {},
  kind: MessageKind = 'Created',
): Promise<Message> {
  return messageOf(
    { ...toAlert(await dueAlert(1)), ...change },
    kind,
    'https://warden.example.com',
  );
}

/** Ids are texts of this form. */
export function alertIdOf(text: string): AlertId {
  return text as AlertId;
}

/** A deadline that no run meets. */
export const LATER = NOW + 365 * 24 * HOUR;

/** A database with these alerts, and an outbox on it. */
export async function setUp(alerts: readonly AlertDocument[], ...sinks: MemorySink[]) {
  const documents = new MemoryStore();
  await store(documents, ...alerts);
  const clock = new TestClock();
  return { documents, clock, outbox: outboxOf(documents, sinks, clock) };
}

/** Changes an alert as the pipeline does. */
export async function change(
  on: DocumentStore,
  alert: AlertDocument,
  edit: (known: AlertDocument) => AlertDocument,
): Promise<AlertDocument> {
  const known = await on.read<AlertDocument>('alerts', alert.accountId, alert.id);
  if (known === null) throw new Error('gone');
  const written = await on.replace('alerts', edit(known.document), known.etag);
  if (written === null) throw new Error('lost race');
  return written.document;
}

/** As severity rises. */
export const risen = (known: AlertDocument): AlertDocument => ({
  ...known,
  revision: known.revision + 1,
  severity: 'High',
  deliveryDueAt: NOW,
});
