import type { Operation, ResourceType } from '../telemetry/event';
import type { OperationKind } from './hourActivity';

/** How many requests there were of each kind of operation. */
export type OperationCounts = Record<OperationKind, number>;

export function noOperations(): OperationCounts {
  return { read: 0, write: 0, delete: 0, metadata: 0, script: 0, other: 0, drop: 0, define: 0 };
}

type KindByOperation = Readonly<Record<Operation, OperationKind>>;

const ON_DOCUMENTS: KindByOperation = {
  read: 'read',
  list: 'read',
  query: 'read',
  head: 'read',
  create: 'write',
  replace: 'write',
  upsert: 'write',
  patch: 'write',
  batch: 'write',
  delete: 'delete',
  metadata: 'metadata',
  execute: 'other',
  management: 'other',
  other: 'other',
};

/** To look at anything but documents is to look at metadata. */
const ON_OTHERS: KindByOperation = {
  ...ON_DOCUMENTS,
  read: 'metadata',
  list: 'metadata',
  query: 'metadata',
  head: 'metadata',
  create: 'define',
  replace: 'define',
  upsert: 'define',
  patch: 'define',
  delete: 'define',
};

const ON_CONTAINERS: KindByOperation = { ...ON_OTHERS, delete: 'drop' };

const ON_SCRIPTS: KindByOperation = {
  ...ON_OTHERS,
  create: 'script',
  replace: 'script',
  upsert: 'script',
  patch: 'script',
  delete: 'script',
  // In the control plane an update.
  management: 'script',
};

const KINDS: Readonly<Record<ResourceType, KindByOperation>> = {
  document: ON_DOCUMENTS,
  attachment: ON_DOCUMENTS,
  conflict: ON_DOCUMENTS,
  storedProcedure: ON_SCRIPTS,
  trigger: ON_SCRIPTS,
  userDefinedFunction: ON_SCRIPTS,
  account: ON_OTHERS,
  database: ON_CONTAINERS,
  container: ON_CONTAINERS,
  user: ON_OTHERS,
  permission: ON_OTHERS,
  offer: ON_OTHERS,
  partitionKeyRange: ON_OTHERS,
  clientEncryptionKey: ON_OTHERS,
  // Requests that name no type are about documents.
  unknown: ON_DOCUMENTS,
};

/** What an operation is, in the few kinds that profiles tell apart. */
export function operationKindOf(operation: Operation, resourceType: ResourceType): OperationKind {
  return KINDS[resourceType][operation];
}
