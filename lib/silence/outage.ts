import type { Stream } from './stream';

const MINUTE = 60_000;
/** Records of the same moment reach the hub within this time of each other, about, ms. */
export const MARGIN = 10 * MINUTE;
/** Streams that are missing at the least; of a single one nothing follows for the others. */
const FEWEST_MISSING = 1.5;
/** Whether an outage is over is judged by what came, or should have, in this time, ms. */
const RECENT = 60 * MINUTE;

/** Streams that stand still at the same time. */
export interface Standstill {
  /** Time of their last record, epoch ms. */
  readonly since: number;
  readonly missing: readonly Stream[];
  /** Streams that should have been heard since then, those that were among them. */
  readonly expected: number;
  /** Share of these that are missing, by their chances; 0 to 1. */
  readonly share: number;
}

/**
 * Many streams that are late at once are the pipeline's fault. Each stream counts as missing by the
 * chance that something should have come of it by now: who never reports at night tells nothing at
 * night, and who was heard a minute ago is not missing.
 * @param streams of one hub, or a part of it, and of one kind
 * @param late those of them that are late
 * @param share of the streams that tell anything, from which it is the pipeline
 */
export function standstillOf(
  streams: readonly Stream[],
  late: ReadonlySet<Stream>,
  share: number,
): Standstill | null {
  const own = streams.filter((stream) => late.has(stream));
  if (own.length === 0) return null;
  const since = Math.max(...own.map((stream) => stream.since));
  const chance = (stream: Stream) => (late.has(stream) ? 1 : chanceMissing(stream, since));
  const { missing, weight, expected } = weigh(streams, since, chance);
  const isPipeline = weight >= FEWEST_MISSING && weight >= share * expected;
  if (!isPipeline) return null;
  return { since, missing, expected: Math.round(expected), share: weight / expected };
}

/**
 * True where an outage that began at `since` goes on.
 * @param streams those that were missing
 */
export function goesOn(streams: readonly Stream[], since: number, share: number): boolean {
  const { weight, expected } = weigh(streams, since, (stream) => {
    const begin = Math.max(since, stream.lastRecord, stream.until - RECENT);
    return stream.expectation()?.chanceHeard(begin, stream.until) ?? 0;
  });
  return weight > 0 && weight >= share * expected;
}

/**
 * The chance that something of it should have come after `since` and after its last record. What
 * was missing before is missing for another reason.
 */
function chanceMissing(stream: Stream, since: number): number {
  const expectation = stream.expectation();
  if (expectation === null) return 0;
  if (expectation.chanceHeard(stream.lastRecord, since) >= 0.5) return 0;
  return expectation.chanceHeard(Math.max(since, stream.lastRecord), stream.until);
}

function weigh(streams: readonly Stream[], since: number, chance: (stream: Stream) => number) {
  const missing: Stream[] = [];
  let weight = 0;
  let alive = 0;
  for (const stream of streams) {
    const missed = chance(stream);
    weight += missed;
    if (stream.lastRecord > since + MARGIN) alive += 1 - missed;
    if (missed >= 0.5) missing.push(stream);
  }
  return { missing, weight, expected: weight + alive };
}
