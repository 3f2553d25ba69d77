import type { AlertDocument } from '../alerts/document';
import type { DocumentStore } from '../storage/documents';
import type { Sink } from './sink';

/** Alerts of a sink that are looked at. */
const MOST_LISTED = 100;

export interface SinkHealth {
  readonly name: string;
  readonly type: string;
  /** Alerts that it was sent and has not taken yet, at most 100. */
  readonly failing: number;
  /** Alerts that it was not sent yet: they are new, or wait until it is back; at most 100. */
  readonly waiting: number;
  /** Ids of alerts that were given up; `POST alerts/{id}/deliver` sends one again. */
  readonly givenUp: readonly string[];
  readonly lastError: string | null;
}

/** What did not get through, sink by sink. @throws StorageError */
export function deliveryHealth(
  store: DocumentStore,
  sinks: readonly Sink[],
): Promise<readonly SinkHealth[]> {
  return Promise.all(sinks.map((sink) => sinkHealth(store, sink)));
}

async function sinkHealth(store: DocumentStore, { name, type }: Sink): Promise<SinkHealth> {
  const inState = (state: string) =>
    store.query<AlertDocument>('alerts', {
      where: [{ field: `delivery.${name}.state`, is: 'equal', value: state }],
      limit: MOST_LISTED,
    });
  const [failing, waiting, givenUp] = await Promise.all([
    inState('failed'),
    inState('pending'),
    inState('givenUp'),
  ]);
  const [worst] = [...failing, ...givenUp];
  return {
    name,
    type,
    failing: failing.length,
    waiting: waiting.length,
    givenUp: givenUp.map(({ id }) => id),
    lastError: worst?.delivery[name]?.lastError ?? null,
  };
}
