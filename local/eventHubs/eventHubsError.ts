/** The AMQP error conditions that Event Hubs answers with, and their status on request links. */
const STATUS_OF_CONDITION = {
  'amqp:decode-error': 400,
  'amqp:link:message-size-exceeded': 403,
  'amqp:link:stolen': 410,
  'amqp:not-found': 404,
  'amqp:not-implemented': 501,
  'amqp:resource-limit-exceeded': 403,
  'amqp:unauthorized-access': 401,
  'com.microsoft:argument-error': 400,
  'com.microsoft:argument-out-of-range': 400,
} as const;

export type ErrorCondition = keyof typeof STATUS_OF_CONDITION;

/** A refusal that goes to the client: as the error of a link, or as the status of a response. */
export class EventHubsError extends Error {
  override readonly name = 'EventHubsError';

  constructor(
    readonly condition: ErrorCondition,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The `status-code` of a `$cbs` or `$management` response. */
  get statusCode(): number {
    return STATUS_OF_CONDITION[this.condition];
  }

  /** The error in the form that a detach or a rejected outcome carries. */
  get amqpError(): { condition: ErrorCondition; description: string } {
    return { condition: this.condition, description: this.message };
  }
}

/** The words are Azure's: clients recognise "The messaging entity ... could not be found". */
export const entityNotFound = (path: string): EventHubsError =>
  new EventHubsError(
    'amqp:not-found',
    `The messaging entity 'sb://localhost/${path}' could not be found.`,
  );
