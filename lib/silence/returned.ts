import { slotOf } from '../ingestion/presence';
import type { Rhythm } from './rhythm';
import type { OpenSilence } from './silenceState';
import { latenessOf, type Stream } from './stream';

/** Records so long after the last one are no stragglers, ms. */
const STRAGGLERS = 30 * 60_000;
/** Slots by which it is judged whether a stream is back as it was: two hours. */
const MOST_SLOTS = 8;
/** Slots with records that have to be due for that; of fewer, a single record tells as much. */
const FEWEST_DUE = 4;
/** Share of the slots that are due, from which it is back. */
const SHARE = 0.6;

/** The silence with the records that were heard in it: the last one of each slot. */
export function withHeard(silence: OpenSilence, { lastRecord }: Stream): OpenSilence {
  const { heard = [], since } = silence;
  const known = heard.at(-1);
  if (lastRecord <= since + STRAGGLERS) return silence;
  if (known !== undefined && slotOf(lastRecord) <= slotOf(known)) return silence;
  return { ...silence, heard: [...heard, lastRecord].slice(-MOST_SLOTS) };
}

/**
 * When the stream came back, epoch ms; null while it has not. A record now and then, where many are
 * due, is no return: on such a day it would fall silent again and again.
 */
export function returnedAt(
  stream: Stream,
  { since, heard = [] }: OpenSilence,
  leastMinutes: number,
): number | null {
  const { lastRecord, until } = stream;
  if (lastRecord <= since) return null;
  const [first] = heard;
  if (first === undefined) return latenessOf(stream, leastMinutes) === null ? lastRecord : null;
  const rhythm = stream.expectation()?.rhythm;
  const to = Math.max(slotOf(until), slotOf(lastRecord));
  const from = Math.max(slotOf(first), to - MOST_SLOTS + 1);
  const begin = heard.find((time) => slotOf(time) >= from) ?? lastRecord;
  const isBusy = (rhythm?.expectedSlots(from, from + MOST_SLOTS - 1) ?? 0) >= FEWEST_DUE;
  if (rhythm === undefined) return begin;
  if (!isBusy) return isUsualLately(rhythm, heard, to) ? begin : null;
  const due = rhythm.expectedSlots(from, to);
  const count = heard.filter((time) => slotOf(time) >= from).length;
  return due >= FEWEST_DUE && count >= SHARE * due ? begin : null;
}

/**
 * Whether as much came in the last hours as is due, where that is little: a single record may be what
 * ended a silence, or what came by chance in its midst.
 */
function isUsualLately(rhythm: Rhythm, heard: readonly number[], to: number): boolean {
  const from = to - MOST_SLOTS + 1;
  const count = heard.filter((time) => slotOf(time) >= from).length;
  return heard.length > 1 && count > 0 && count >= SHARE * rhythm.expectedSlots(from, to);
}
