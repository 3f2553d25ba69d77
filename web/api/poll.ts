/** Seconds between two questions. */
export const POLL_SECONDS = 10;

export interface Poll {
  /** Asks at once. */
  now(): void;
  stop(): void;
}

/**
 * Does something now and again and again, while somebody looks at the page. `work` deals with its own
 * failures.
 */
export function startPoll(work: () => Promise<void>): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const round = async (): Promise<void> => {
    clearTimeout(timer);
    await work();
    clearTimeout(timer);
    if (!isStopped && !document.hidden) timer = setTimeout(() => void round(), POLL_SECONDS * 1000);
  };
  const onVisible = (): void => {
    if (!document.hidden) void round();
  };
  document.addEventListener('visibilitychange', onVisible);
  void round();
  return {
    now: () => void round(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}
