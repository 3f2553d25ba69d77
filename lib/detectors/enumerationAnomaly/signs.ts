import type { ActorHour } from '../../activity/hourActivity';
import type { Measure } from '../../baseline/baseline';
import { DEVIATIONS, type ExcessRule } from '../excess';

/** What shows that somebody looks around, and how much of it is unusual. */
export interface Sign {
  /** What is usual is known of this. */
  readonly measure: Measure;
  readonly rule: ExcessRule;
  /** Hours that are added up. */
  readonly hours: number;
  /** What one client did of it. What was refused was not looked at. */
  readonly figureOf: (client: ActorHour) => number;
}

/** Of the requests of who guesses, so many find nothing; of who walks, so many are reads. */
const LEAST_IN_VAIN = 0.3;
const LEAST_READS = 0.9;
/** Larger answers hold many documents, bytes. */
const MOST_OF_DOCUMENT = 16_384;

export const SIGNS: readonly Sign[] = [
  {
    measure: 'distinctContainers',
    rule: { floor: 8, ratio: 3, deviations: DEVIATIONS },
    hours: 1,
    figureOf: ({ distinctContainers, requests, denied }) =>
      Math.min(distinctContainers, requests - denied),
  },
  {
    measure: 'metadata',
    rule: { floor: 12, ratio: 4, deviations: DEVIATIONS },
    hours: 1,
    figureOf: ({ operations, requests, denied }) =>
      Math.min(operations.metadata, requests - denied),
  },
  {
    measure: 'distinctDocuments',
    rule: { floor: 1_000, ratio: 5, deviations: DEVIATIONS },
    hours: 1,
    figureOf: ({ distinctDocuments, operations, requests, failed, notFound = 0 }) =>
      Math.min(distinctDocuments, operations.read, requests - failed + notFound),
  },
  {
    measure: 'failed',
    rule: { floor: 200, ratio: 5, deviations: DEVIATIONS },
    hours: 1,
    figureOf: documentsInVain,
  },
  {
    measure: 'requests',
    rule: { floor: 1_000, ratio: 10, deviations: DEVIATIONS },
    // A walk of an hour is astride two.
    hours: 2,
    figureOf: namelessReads,
  },
];

/** Documents that were asked for and are not there; to ask for few again and again is no guessing. */
function documentsInVain({ notFound = 0, requests, distinctDocuments }: ActorHour): number {
  if (notFound < LEAST_IN_VAIN * requests) return 0;
  const isRepeated = distinctDocuments > 0 && distinctDocuments < notFound / 2;
  return isRepeated ? distinctDocuments : notFound;
}

/** Reads of single documents, by somebody who does nothing else, where the log names none. */
function namelessReads({ operations, requests, distinctDocuments, responseBytes }: ActorHour) {
  const { read } = operations;
  if (distinctDocuments > 0 || read < LEAST_READS * requests) return 0;
  return responseBytes > MOST_OF_DOCUMENT * requests ? 0 : read;
}
