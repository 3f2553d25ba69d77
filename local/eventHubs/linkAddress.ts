import { entityNotFound } from './eventHubsError';

/** Where a publisher's link leads: to a hub, or to one of its partitions. */
export interface PublisherAddress {
  hub: string;
  partitionId: string | undefined;
}

/** Where a consumer's link comes from. */
export interface ConsumerAddress {
  hub: string;
  consumerGroup: string;
  partitionId: string;
}

const PUBLISHER = /^([^/]+)(?:\/Partitions\/([^/]+))?$/i;
const CONSUMER = /^([^/]+)\/ConsumerGroups\/([^/]+)\/Partitions\/([^/]+)$/i;

/** The path of an address or audience: some clients put `sb://host/` or `amqps://host/` before it. */
export const entityPath = (address: string): string =>
  address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/|\/$/g, '');

/** @throws EventHubsError when a publisher cannot attach to the address. */
export function parsePublisherAddress(address: string): PublisherAddress {
  const [, hub, partitionId] = PUBLISHER.exec(entityPath(address)) ?? [];
  if (hub === undefined) throw entityNotFound(address);
  return { hub, partitionId };
}

/** @throws EventHubsError when a consumer cannot attach to the address. */
export function parseConsumerAddress(address: string): ConsumerAddress {
  const [, hub, consumerGroup, partitionId] = CONSUMER.exec(entityPath(address)) ?? [];
  if (hub === undefined || consumerGroup === undefined || partitionId === undefined)
    throw entityNotFound(address);
  return { hub, consumerGroup, partitionId };
}
