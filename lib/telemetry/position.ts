interface Place {
  readonly sequence: number;
  readonly enqueuedTime: number;
}

/**
 * Whether a message comes after the last one counted in its partition. A hub that was created
 * again numbers from zero, but takes its messages later: that is a new epoch, not a redelivery.
 */
export function isAfter(message: Place, last: Place): boolean {
  return message.sequence > last.sequence || message.enqueuedTime > last.enqueuedTime;
}
