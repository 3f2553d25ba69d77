import type { AccountFacts } from '../coverage/accountFacts';

/** An application that used a key. */
export interface KeyUse {
  /** `primaryMasterKey` and the like. */
  readonly key: string;
  readonly application: string;
  /** Requests that succeeded, and operations that were more than reading. */
  readonly requests: number;
  readonly more: number;
}

/** Who used account keys in the window, the most requests first. */
export function keyUses({ sum }: AccountFacts): readonly KeyUse[] {
  return sum.tallies.keyUsers.entries().map(([name, requests = 0, more = 0]) => {
    const [key = '', application = ''] = name.split('\n');
    return { key: key.replace('key ', ''), application: application || 'unknown', requests, more };
  });
}

/** Requests that succeeded with any account key. */
export function keyRequests({ sum }: AccountFacts): number {
  return sum.tallies.access.total(0, isKey);
}

export function isKey(access: string): boolean {
  return access.startsWith('key ');
}

/** A key that may write. */
export function mayWrite(key: string): boolean {
  return /masterkey/i.test(key) && !/readonly/i.test(key);
}
