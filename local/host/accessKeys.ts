import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The keys of a local app: one for every function, and the master key. */
export interface AccessKeys {
  readonly function: string;
  readonly master: string;
}

export type AuthLevel = 'anonymous' | 'function' | 'admin';

/** Makes two fresh keys. */
export function generateKeys(): AccessKeys {
  const key = () => randomBytes(40).toString('base64url');
  return { function: key(), master: key() };
}

/** Whether a presented key opens a function of this level; takes the same time for any key. */
export function allows(level: AuthLevel, presented: string | undefined, keys: AccessKeys): boolean {
  if (level === 'anonymous') return true;
  if (presented === undefined) return false;
  const isMaster = isSame(presented, keys.master);
  const isFunction = isSame(presented, keys.function);
  return isMaster || (level === 'function' && isFunction);
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
