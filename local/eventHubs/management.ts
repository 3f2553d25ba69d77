import type { Message } from 'rhea';
import type { AccessClaims } from './accessClaims';
import { amqpInt, amqpLong, amqpStringArray, amqpTimestamp } from './amqp';
import type { EventHub } from './eventHub';
import { EventHubsError } from './eventHubsError';
import type { HubDirectory } from './hubDirectory';
import type { PartitionLog } from './partitionLog';
import type { NodeResponse } from './requestResponse';

/** The node that tells the properties of hubs and partitions. */
export const MANAGEMENT_NODE = '$management';

const HUB_TYPE = 'com.microsoft:eventhub';
const PARTITION_TYPE = 'com.microsoft:partition';

const hubProperties = (hub: EventHub): Record<string, unknown> => ({
  name: hub.name,
  type: HUB_TYPE,
  created_at: amqpTimestamp(hub.createdAt),
  partition_count: amqpInt(hub.partitions.length),
  partition_ids: amqpStringArray(hub.partitionIds),
  georeplication_factor: amqpInt(1),
});

const partitionProperties = (hub: EventHub, partition: PartitionLog): Record<string, unknown> => ({
  name: hub.name,
  type: PARTITION_TYPE,
  partition: partition.id,
  begin_sequence_number: amqpLong(partition.beginSequenceNumber),
  last_enqueued_sequence_number: amqpLong(partition.last.sequenceNumber),
  last_enqueued_offset: String(partition.last.offset),
  last_enqueued_time_utc: amqpTimestamp(partition.last.enqueuedTime),
  is_partition_empty: partition.isEmpty,
});

/**
 * Answers `READ` of a hub or a partition.
 *
 * @throws EventHubsError
 */
export function readProperties(
  { application_properties: properties }: Message,
  hubs: HubDirectory,
  claims: AccessClaims,
): NodeResponse {
  const operation: unknown = properties?.['operation'];
  const type: unknown = properties?.['type'];
  const name: unknown = properties?.['name'];
  const partition: unknown = properties?.['partition'];
  if (operation !== 'READ')
    throw new EventHubsError('amqp:not-implemented', '$management knows only READ.');
  if (typeof name !== 'string')
    throw new EventHubsError('com.microsoft:argument-error', 'READ needs the name of a hub.');

  claims.require(`${name}/${MANAGEMENT_NODE}`);
  const hub = hubs.find(name);
  const ok = { statusCode: 200, statusDescription: 'OK' };
  if (type === HUB_TYPE) return { ...ok, body: hubProperties(hub) };
  if (type === PARTITION_TYPE && typeof partition === 'string')
    return { ...ok, body: partitionProperties(hub, hub.partition(partition)) };
  throw new EventHubsError(
    'com.microsoft:argument-error',
    `READ knows ${HUB_TYPE}, and ${PARTITION_TYPE} with a partition.`,
  );
}
