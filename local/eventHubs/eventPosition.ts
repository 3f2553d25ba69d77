import { EventHubsError } from './eventHubsError';

/** Where a consumer wants to begin. With `inclusive`, the event named comes too. */
export type EventPosition =
  | { by: 'start' }
  | { by: 'end'; inclusive: boolean }
  | { by: 'sequenceNumber' | 'offset' | 'enqueuedTime'; value: number; inclusive: boolean };

/** Name of the filter in the source of a consumer's link. */
export const SELECTOR_FILTER = 'apache.org:selector-filter:string';

const SELECTOR =
  /^\s*amqp\.annotation\.x-opt-(sequence-number|offset|enqueued-time)\s*(>=?)\s*'([^']*)'\s*$/;

const BY_ANNOTATION = {
  'sequence-number': 'sequenceNumber',
  offset: 'offset',
  'enqueued-time': 'enqueuedTime',
} as const;

const isAnnotation = (name: string | undefined): name is keyof typeof BY_ANNOTATION =>
  name !== undefined && name in BY_ANNOTATION;

/**
 * Reads the selector by which Event Hubs clients say where to begin, such as
 * `amqp.annotation.x-opt-offset > '@latest'`. Without one, reading begins at the start.
 *
 * @throws EventHubsError when the selector is not one of Event Hubs.
 */
export function parseSelector(selector: string | undefined): EventPosition {
  if (selector === undefined) return { by: 'start' };
  const [, annotation, operator, text] = SELECTOR.exec(selector) ?? [];
  const inclusive = operator === '>=';
  if (annotation === 'offset' && text === '@latest') return { by: 'end', inclusive };
  const value = text === '' ? Number.NaN : Number(text);
  if (!isAnnotation(annotation) || Number.isNaN(value))
    throw new EventHubsError(
      'com.microsoft:argument-error',
      `The filter "${selector}" is not a position in an event hub.`,
    );
  return { by: BY_ANNOTATION[annotation], value, inclusive };
}
