import { BILLING as BILLING_NAME, SHOP as SHOP_NAME } from '../../local/demo/cast';
import { accountResource, activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import type { RawRecord } from '../../lib/simulation/records';
import type { AccountId } from '../../lib/telemetry/event';

/** What the documents of all releases are about: never change it. */

export const NOW = Date.parse('2026-11-22T11:50:00Z');
/** A receiver that has taken every alert. */
export const SINK = 'siem';
/** Account ids are resource ids in lower case. */
const idOf = (name: string) => accountResource(name).toLowerCase() as AccountId;
export const SHOP = idOf(SHOP_NAME);
export const BILLING = idOf(BILLING_NAME);
/** An account of which somebody guesses the key, and goes on after the upgrade. */
export const GUESSED_NAME = 'guessed';
export const GUESSED_ACCOUNT = idOf(GUESSED_NAME);
/** Refusals before it. */
export const GUESSED = 40;

/** Refused requests of one address, no two alike. */
export function refusals(count: number, time: number, seed = 1): readonly RawRecord[] {
  const ids = activityIds(seed);
  return Array.from({ length: count }, (_, n) =>
    dataPlaneRecord({
      time: time + n,
      account: GUESSED_NAME,
      activityId: ids(),
      address: '193.0.6.139',
      status: 401,
    }),
  );
}
