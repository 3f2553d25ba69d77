import { createHash } from 'node:crypto';
import type { AlertId } from './alert';

export const HOUR = 3_600_000;

/** Hours of event time, UTC, that one alert may span; weeks begin on Thursdays, as the epoch did. */
export type BucketHours = 1 | 6 | 24 | 168;

export interface AlertIdentity {
  readonly alertType: string;
  readonly account: string;
  /** Values of the detector's `groupBy` fields, of the record itself. */
  readonly group: readonly string[];
  readonly bucket: BucketHours;
  /** Event time, epoch ms. */
  readonly time: number;
}

/** The alert's id: alert type, account, group values and bucket decide it, and nothing else. */
export function alertId(identity: AlertIdentity): AlertId {
  return idOf(identity, bucketOf(identity));
}

/** Ids of the same group's alerts in the bucket before and the one after. */
export function neighbours(identity: AlertIdentity): { before: AlertId; after: AlertId } {
  const bucket = bucketOf(identity);
  return { before: idOf(identity, bucket - 1), after: idOf(identity, bucket + 1) };
}

/** Start of the identity's bucket, epoch ms. */
export function bucketStart(identity: AlertIdentity): number {
  return bucketOf(identity) * identity.bucket * HOUR;
}

function bucketOf(identity: AlertIdentity): number {
  return Math.floor(identity.time / (identity.bucket * HOUR));
}

function idOf({ alertType, account, group }: AlertIdentity, bucket: number): AlertId {
  const text = JSON.stringify([alertType, account, group, bucket]);
  // The one place where alert ids are made.
  return createHash('sha256').update(text).digest('hex').slice(0, 32) as AlertId;
}
