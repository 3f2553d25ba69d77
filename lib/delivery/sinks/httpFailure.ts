import { STATUS_CODES } from 'node:http';
import { DeliveryError } from '../sink';

/** Statuses that are about this one message: others may go through. */
const OF_MESSAGE = new Set([400, 413, 422]);

/** @param retryAfter ms, or null where the receiver did not say */
export function httpFailure(
  status: number,
  retryAfter: number | null,
  cause?: unknown,
): DeliveryError {
  const meaning = STATUS_CODES[status];
  return new DeliveryError(`answered ${status}${meaning === undefined ? '' : ` ${meaning}`}`, {
    retryAfter,
    ofMessage: OF_MESSAGE.has(status),
    cause,
  });
}
