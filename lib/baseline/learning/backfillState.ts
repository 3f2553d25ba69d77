import { HOUR } from '../../activity/windowPart';

/** After so many failures the past is given up, and our own activity teaches alone. */
const MOST_TRIES = 4;
/** After a failure the source is asked again so much later, ms. */
const RETRY_AFTER = 6 * HOUR;

/** Hours of an account that Log Analytics is asked for, and how far that got. Epoch ms. */
export interface BackfillState {
  /** Hours before it have been asked for. */
  readonly readUntil: number;
  /** Hours from here on are our own. */
  readonly wantedUntil: number;
  /** Failures so far. */
  readonly tries: number;
  /** When it may be asked again. */
  readonly retryAt: number;
  /** What went wrong and what to do, or null. */
  readonly problem: string | null;
}

/** Hours are learned in order, so our own wait until those before have come or are given up. */
export function isAwaited(state: BackfillState | null): boolean {
  return state !== null && state.readUntil < state.wantedUntil && state.tries < MOST_TRIES;
}

export function isGivenUp(state: BackfillState | null): boolean {
  return state !== null && state.readUntil < state.wantedUntil && state.tries >= MOST_TRIES;
}

export function wanting(from: number, to: number): BackfillState {
  return { readUntil: from, wantedUntil: to, tries: 0, retryAt: 0, problem: null };
}

/** How an asking ended. `stopped`: by the source; `cut`: for lack of time. */
export type AskingEnd = 'complete' | 'stopped' | 'cut';

/** @param readUntil how far all of the source's answers reach, epoch ms */
export function afterAsking(
  before: BackfillState,
  end: AskingEnd,
  readUntil: number,
  problem: string | null,
  now: number,
): BackfillState {
  const reached = Math.max(before.readUntil, Math.min(readUntil, before.wantedUntil));
  // Without any progress, lack of time would go on for ever.
  const failed = end === 'stopped' || (end === 'cut' && reached === before.readUntil);
  return {
    readUntil: reached,
    wantedUntil: before.wantedUntil,
    tries: before.tries + (failed ? 1 : 0),
    retryAt: end === 'stopped' ? now + RETRY_AFTER : now,
    problem,
  };
}
