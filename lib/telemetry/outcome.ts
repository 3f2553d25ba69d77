import type { Api, Outcome } from './event';

/**
 * Outcome of an HTTP status. 0 is what Cosmos DB logs for a request that the client gave up, so a
 * missing status is never a success.
 */
export function outcomeOfStatus(status: number): Outcome {
  if (status >= 200 && status < 400) return 'ok';
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'notFound';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'serverError' : 'clientError';
}

/** MongoDB error codes as Cosmos DB uses them (learn.microsoft.com, "error-codes-solutions"). */
const MONGODB = new Map<number, Outcome>([
  [0, 'ok'],
  [1, 'serverError'],
  [8, 'serverError'],
  [13, 'denied'],
  [18, 'denied'],
  [26, 'notFound'],
  [50, 'serverError'],
  [429, 'throttled'],
  [1_628, 'serverError'],
  [11_600, 'serverError'],
  [16_500, 'throttled'],
]);

/** Cassandra error codes (Azure Cosmos DB monitoring data reference). */
const CASSANDRA = new Map<number, Outcome>([
  [-1, 'ok'],
  [0, 'serverError'],
  [256, 'denied'],
  [4_096, 'serverError'],
  [4_097, 'throttled'],
  [4_352, 'serverError'],
  [4_608, 'serverError'],
  [8_448, 'denied'],
]);

/**
 * Outcome of an API category's error code. An empty code is a success: these categories write
 * none then. Gremlin and Table log HTTP statuses, some of them by name.
 */
export function outcomeOfErrorCode(api: Api, errorCode: string, code: number): Outcome {
  if (errorCode === '') return 'ok';
  if (code === 0 && errorCode.trim() !== '0') return outcomeOfStatus(statusOfName(errorCode));
  if (api === 'mongodb') return MONGODB.get(code) ?? 'clientError';
  if (api === 'cassandra') return CASSANDRA.get(code) ?? 'clientError';
  return code === 0 || code === -1 ? 'ok' : outcomeOfStatus(code);
}

/** Names of HTTP statuses (Activity Log), of Table service errors and of MongoDB errors. */
const STATUS_NAMES = new Map<string, number>([
  ['ok', 200],
  ['success', 200],
  ['created', 201],
  ['accepted', 202],
  ['nocontent', 204],
  ['badrequest', 400],
  ['unauthorized', 401],
  ['authenticationfailed', 401],
  ['invalidauthenticationinfo', 401],
  ['forbidden', 403],
  ['authorizationfailed', 403],
  ['authorizationfailure', 403],
  ['insufficientaccountpermissions', 403],
  ['linkedauthorizationfailed', 403],
  ['requestdisallowedbypolicy', 403],
  ['notfound', 404],
  ['resourcenotfound', 404],
  ['tablenotfound', 404],
  ['entitynotfound', 404],
  ['conflict', 409],
  ['toomanyrequests', 429],
  ['requestratetoolarge', 429],
  ['internalservererror', 500],
  ['internalerror', 500],
  ['serviceunavailable', 503],
  ['serverbusy', 503],
  ['operationtimedout', 503],
]);

/** The HTTP status that a name stands for; 400 for names that are not known. */
export function statusOfName(name: string): number {
  return STATUS_NAMES.get(name.trim().toLowerCase()) ?? 400;
}

/** True for a name with a known status. */
export function isStatusName(name: string): boolean {
  return STATUS_NAMES.has(name.trim().toLowerCase());
}
