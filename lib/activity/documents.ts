import type { AccountId } from '../telemetry/event';
import type { StoredCounts } from './hourCounts';

/** The version of what is written; version 1 is still read. */
export const SCHEMA_VERSION = 2;

/** The last message counted in a hub partition. */
export interface LastMessage {
  readonly sequence: number;
  readonly enqueuedTime: number;
}

interface HourDocument {
  readonly id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly accountId: AccountId;
  /** Start of the hour, epoch ms. */
  readonly hour: number;
}

/** What one hub partition told of an account's hour. */
export interface PartDocument extends HourDocument, LastMessage {
  readonly kind: 'part';
  readonly source: string;
  /** True once the part is about to be put into the compacted document: it does not change any more. */
  readonly sealed: boolean;
  readonly counts: StoredCounts;
}

/** Stands where a part was whose counts are in the compacted document. */
export interface MovedDocument extends HourDocument, LastMessage {
  readonly kind: 'moved';
  readonly source: string;
  /** Id of the compacted document. */
  readonly into: string;
}

/** An hour put together from its parts. */
export interface CompactedDocument extends HourDocument {
  readonly kind: 'compacted';
  /** Ids of the parts that are in it. */
  readonly covers: readonly string[];
  readonly counts: StoredCounts;
}

export type ActivityDocument = PartDocument | MovedDocument | CompactedDocument;

/**
 * The id of a part's document. Where the first part of a partition was compacted, late records go to
 * a second one, and so on. Source names hold slashes, which ids may not.
 */
export function partId(hour: number, source: string, number = 1): string {
  const first = `${hourText(hour)}|${source.replace(/[/\\?#]/g, ':')}`;
  return number === 1 ? first : `${first}|${number}`;
}

/** The id of an hour's compacted document. */
export function compactedId(hour: number): string {
  return `${hourText(hour)}|compacted`;
}

function hourText(hour: number): string {
  return new Date(hour).toISOString().slice(0, 13);
}
