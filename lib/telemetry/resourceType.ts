import type { ResourceType } from './event';
import { InternTable } from './internTable';

/** `requestResourceType` of data-plane records; a create is logged against `<Type>Feed`. */
const TYPES = new Map<string, ResourceType>([
  ['databaseaccount', 'account'],
  ['database', 'database'],
  ['collection', 'container'],
  ['container', 'container'],
  ['document', 'document'],
  ['storedprocedure', 'storedProcedure'],
  ['trigger', 'trigger'],
  ['userdefinedfunction', 'userDefinedFunction'],
  ['user', 'user'],
  ['permission', 'permission'],
  ['attachment', 'attachment'],
  ['offer', 'offer'],
  ['conflict', 'conflict'],
  ['partitionkeyrange', 'partitionKeyRange'],
  ['clientencryptionkey', 'clientEncryptionKey'],
]);

const resourceTypes = new InternTable<ResourceType>(128, (name) => {
  const type = name.toLowerCase().replace(/feed$/, '');
  return TYPES.get(type) ?? 'unknown';
});

/** Resource type of a data-plane request. */
export function resourceTypeOf(logged: string): ResourceType {
  return resourceTypes.get(logged);
}
