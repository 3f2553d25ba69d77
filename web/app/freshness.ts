import { liveness, type Liveness } from './liveness';
import { startPoll, type Poll } from '../api/poll';

/** Freshness of the whole page; views tell it what they hear. */
export const freshness: Liveness = liveness();

/**
 * Keeps a view fresh: `work` reads and shows. Failures go to the head of the page, with a way to try
 * again, and what was shown stays.
 */
export function keepFresh(work: () => Promise<void>): Poll {
  const poll = startPoll(async () => {
    try {
      await work();
      freshness.heard();
    } catch (error) {
      freshness.failed(error, () => poll.now());
    }
  });
  return poll;
}
