import { isJsonObject } from '../fields';
import { loggedTime } from '../pattern/messageText';

/** True for an object with a member `records`. */
export function isEnvelope(value: unknown): boolean {
  return isJsonObject(value) && Object.hasOwn(value, 'records');
}

/** True for an envelope and for an object with a record's time, as no part of a record has it. */
export function isRecordLike(value: unknown): boolean {
  return isEnvelope(value) || (isJsonObject(value) && loggedTime(value) !== undefined);
}
