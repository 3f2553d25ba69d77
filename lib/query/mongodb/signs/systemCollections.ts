/** Signs that the server's own collections are read: accounts, roles and keys. */

import type { Sign } from '../../verdict';
import type { Operation } from '../operation';
import { signAt } from './sign';

const OF_SERVER = 0.6;
const SECRET_COLLECTION = /^(?:admin\.)?system\.(?:users|roles|keys|js)$/;

/** `{find: 'system.users'}`: administrators use commands such as `usersInfo`, programs neither. */
export function systemCollectionSigns({ collection }: Operation, text: string): Sign[] {
  if (collection?.includes('system.') !== true || !SECRET_COLLECTION.test(collection)) return [];
  const start = Math.max(text.indexOf(collection), 0);
  const meaning = "a collection of the server's own";
  return [
    signAt({ start, end: start + collection.length }, 'schema-or-file-access', OF_SERVER, meaning),
  ];
}
