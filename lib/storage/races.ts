import { StorageError, type ContainerName } from './documents';

/** Lost races against other instances before a change gives up. */
const MOST_RACES = 20;

/** What a change gives that another instance came before: it has to read again. */
export const LOST = 'lost';

/** Which change it was, for the error of one that never won. */
export interface Race {
  readonly operation: 'replace' | 'patch';
  readonly container: ContainerName;
  /** What is to be changed: `alert 123`. */
  readonly what: string;
}

/**
 * Makes a change until no other instance comes before it; gives what the change gave.
 * @param attempt reads, changes and writes what it read with its ETag
 * @throws StorageError where every attempt lost, or what `attempt` throws
 */
export async function untilWon<Outcome>(
  { operation, container, what }: Race,
  attempt: () => Promise<Outcome | typeof LOST>,
): Promise<Outcome> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const outcome = await attempt();
    if (outcome !== LOST) return outcome;
  }
  throw new StorageError(operation, container, new Error(`${what} kept changing`));
}
