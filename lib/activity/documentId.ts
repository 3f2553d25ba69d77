import type { AccessEvent, Operation } from '../telemetry/event';

const ON_ONE_DOCUMENT: ReadonlySet<Operation> = new Set<Operation>([
  'create',
  'read',
  'replace',
  'upsert',
  'patch',
  'delete',
]);
const SLASH = 0x2f;
const DOCUMENTS = '/docs';

/** Where the id of the one document that a request is about begins in its resource, or -1. */
export function documentIdAt({ operation, resource }: AccessEvent): number {
  if (!ON_ONE_DOCUMENT.has(operation)) return -1;
  // By characters: every record passes through here, and to search in a text is a call.
  let slash = resource.length - 1;
  while (slash >= 0 && resource.charCodeAt(slash) !== SLASH) slash -= 1;
  const from = slash - DOCUMENTS.length;
  if (from <= 0) return -1;
  for (let at = 0; at < DOCUMENTS.length; at += 1) {
    if (resource.charCodeAt(from + at) !== DOCUMENTS.charCodeAt(at)) return -1;
  }
  return slash + 1;
}
