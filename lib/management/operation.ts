import type { AccessEvent, AccountId } from '../telemetry/event';
import { statesOf } from './accountState';
import type { AccountState } from './state';
import type { ManagementKind } from './managementKind';

/** On what it rests that a record of ControlPlaneRequests and one of the Activity Log are one operation. */
export type Join = 'clientRequestId' | 'correlationId' | 'time';

/** An operation of Azure Resource Manager that was done, with all that both logs tell of it. */
export interface ManagementOperation {
  readonly account: AccountId;
  readonly kind: ManagementKind;
  /** The record that tells of its end: it makes the alert. */
  readonly event: AccessEvent;
  /** All records of it, of both logs. */
  readonly records: readonly AccessEvent[];
  /** A record of the Activity Log, which alone names who asked, or null while none is known. */
  readonly manager: AccessEvent | null;
  /** Null where one log alone tells of it. */
  readonly join: Join | null;
}

/** How the account is set up after the operation, as far as its records tell. */
export function statesAfter({ records }: ManagementOperation): readonly AccountState[] {
  const states = new Map<string, AccountState>();
  for (const record of records) {
    for (const state of statesOf(record)) {
      const key = `${state.aspect} ${state.value}`;
      const known = states.get(key);
      // Both logs may tell the same in other words.
      if (known === undefined || state.logged < known.logged) states.set(key, state);
    }
  }
  return [...states.values()].sort((a, b) => (a.aspect < b.aspect ? -1 : 1));
}

/** Names of what a join rests on, for a sentence. */
export const JOIN_TEXTS: Readonly<Record<Join, string>> = {
  clientRequestId: 'both logs carry the same client request id',
  correlationId: 'both logs carry the same correlation id',
  time: 'the Activity Log tells of the same operation on the same account within minutes',
};
