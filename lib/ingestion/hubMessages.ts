import { recordsOf } from '../telemetry/payload';
import type { RecordsMessage } from './message';

/** Where a batch of an Event Hub trigger comes from; all of it is from one partition. */
export interface HubBatch {
  readonly namespace: string;
  readonly hub: string;
  readonly partition: string;
  readonly sequenceNumbers: readonly number[];
  /** Epoch ms. */
  readonly enqueuedTimes: readonly number[];
}

/** Takes the payloads of a trigger's batch apart, each with its place in the hub. */
export function hubMessages(payloads: readonly unknown[], batch: HubBatch): RecordsMessage[] {
  const source = `${batch.namespace}/${batch.hub}/${batch.partition}`;
  return payloads.map((payload, at) => {
    const sequence = batch.sequenceNumbers[at] ?? 0;
    const enqueuedTime = batch.enqueuedTimes[at] ?? 0;
    return { position: { source, sequence, enqueuedTime }, ...recordsOf(payload) };
  });
}
