import type { Deed, DeedKind } from '../activity/deeds';
import type { HourActivity } from '../activity/hourActivity';
import { MANAGEMENT_KINDS, type ManagementKind } from '../management/managementKind';
import { accountResource, activityIds, type RawRecord } from '../simulation/records';
import { entraPrincipal } from '../telemetry/principal';
import { resourceOf, isKnown } from '../telemetry/resource';
import { CASE_HOUR, settledHistory } from './historyCases';
import { CASE_TIME } from './detectorCase';
import { OTHER_IDENTITY, SHOP_IDENTITY } from './newcomerCases';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';
const UPN = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn';

export const POWERSHELL_ID = '1950a258-227b-4e31-a9cf-717495945fc2';
export const CLI_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
export const PORTAL_ID = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
/** An office of the usual operator, and a place where nobody ever was. */
export const OFFICE = '192.0.2.8';
export const FAR_AWAY = '203.0.113.9';

/** An operation as the Activity Log tells of it; a usual one of the usual operator where not told. */
export interface ManagementSketch {
  /** `Microsoft.DocumentDB/databaseAccounts/listKeys/action`, or what follows the type. */
  readonly operation: string;
  readonly account?: string;
  /** What follows the account in the resource id. */
  readonly target?: string;
  /** The whole resource id, where it is no account's. */
  readonly resourceId?: string;
  readonly time?: number;
  readonly identity?: string;
  readonly caller?: string;
  readonly address?: string;
  readonly applicationId?: string;
  readonly correlationId?: string;
  /** `Start`, `Success`, `Succeeded`, `Failure`, `Accept`... */
  readonly result?: string;
  readonly signature?: string;
  readonly body?: unknown;
  readonly bodyName?: 'requestbody' | 'responseBody';
  readonly category?: string;
  /** Asked by a service principal. */
  readonly isService?: boolean;
}

const correlations = activityIds(801);

/** A record of the Activity Log in the shape of the Event Hub. */
export function activityRecord(sketch: ManagementSketch): RawRecord {
  const { result = 'Success', body, bodyName = 'requestbody' } = sketch;
  const action = fullName(sketch.operation);
  const id = sketch.resourceId ?? accountResource(sketch.account ?? 'shop');
  const resourceId = `${id}${(sketch.target ?? '').toUpperCase()}`;
  const properties = { eventCategory: 'Administrative', entity: resourceId, message: action };
  return {
    time: new Date(sketch.time ?? CASE_TIME).toISOString().replace('Z', '1234Z'),
    resourceId,
    operationName: action.toUpperCase(),
    category: sketch.category ?? 'Administrative',
    resultType: result,
    resultSignature: sketch.signature ?? signatureOf(result),
    durationMs: '105',
    callerIpAddress: sketch.address ?? OFFICE,
    correlationId: sketch.correlationId ?? correlations(),
    identity: {
      authorization: { scope: resourceId.toLowerCase(), action, evidence: { role: 'Contributor' } },
      claims: claimsOf(sketch),
    },
    level: 'Information',
    properties: body === undefined ? properties : { ...properties, [bodyName]: body },
  };
}

/** The same record in the shape of the REST API. */
export function inRestShape(record: RawRecord): RawRecord {
  const { time, operationName, category, resultType, resultSignature, callerIpAddress } = record;
  const { identity, ...rest } = record;
  const value = (text: unknown) => ({ value: text, localizedValue: text });
  const claims: unknown = Reflect.get(Object(identity), 'claims');
  const caller: unknown = Reflect.get(Object(claims), UPN);
  return {
    resourceId: rest['resourceId'],
    correlationId: rest['correlationId'],
    properties: rest['properties'],
    eventTimestamp: time,
    operationName: value(operationName),
    category: value(category),
    status: value(resultType === 'Success' ? 'Succeeded' : resultType),
    subStatus: value(resultSignature === 'Succeeded.OK' ? 'OK' : ''),
    httpRequest: { clientIpAddress: callerIpAddress, clientRequestId: rest['correlationId'] },
    claims,
    caller,
  };
}

export interface ControlPlaneSketch {
  readonly operationName: string;
  readonly time?: number;
  readonly activityId?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

const activities = activityIds(802);

/** A record of ControlPlaneRequests. */
export function controlPlaneRecord(sketch: ControlPlaneSketch): RawRecord {
  const isStart = sketch.operationName.endsWith('Start');
  return {
    time: new Date(sketch.time ?? CASE_TIME).toISOString().replace('Z', '5678Z'),
    resourceId: accountResource('shop'),
    category: 'ControlPlaneRequests',
    operationName: sketch.operationName,
    properties: {
      activityId: sketch.activityId ?? activities(),
      httpstatusCode: isStart ? '' : '200',
      result: isStart ? '' : 'OK',
      ...sketch.properties,
    },
  };
}

function fullName(operation: string): string {
  return operation.startsWith('Microsoft.')
    ? operation
    : `Microsoft.DocumentDB/databaseAccounts/${operation}`;
}

function signatureOf(result: string): string {
  if (/^start/i.test(result)) return 'Started.';
  if (/^accept/i.test(result)) return 'Accepted.Accepted';
  return /^fail/i.test(result) ? 'Failed.Forbidden' : 'Succeeded.OK';
}

function claimsOf(sketch: ManagementSketch): Readonly<Record<string, string>> {
  const claims = {
    appid: sketch.applicationId ?? CLI_ID,
    [OBJECT_ID]: sketch.identity ?? SHOP_IDENTITY,
  };
  return sketch.isService === true
    ? { ...claims, appidacr: '2', idtyp: 'app' }
    : { ...claims, appidacr: '0', [UPN]: sketch.caller ?? 'anna.huber@contoso.example' };
}

/** Somebody who was never here, from far away, with PowerShell. */
export const STRANGER = {
  identity: OTHER_IDENTITY,
  caller: 'm.keller@fabrikam.example',
  address: FAR_AWAY,
  applicationId: POWERSHELL_ID,
} as const;

/** States that the account has had all the time. */
export const USUAL_STATES = [
  'firewall listed',
  'publicAccess off',
  'dataPlaneTrace on',
  'queryText full',
  'export DataPlaneRequests on',
  'exports to-hub DataPlaneRequests on',
  'exports to-hub QueryRuntimeStatistics on',
];

/** An account that the usual operator manages each day from the office, in all ways unless told otherwise. */
export function managedHistory(
  states: readonly string[] = USUAL_STATES,
  kinds: readonly ManagementKind[] = MANAGEMENT_KINDS,
): readonly HourActivity[] {
  return settledHistory().map((hour) => {
    const { hour: time } = hour;
    const deeds = time % DAY === 9 * HOUR ? kinds.map((kind) => deedAt(time, kind)) : [];
    return deeds.length === 0 ? hour : { ...hour, deeds: [...deeds, ...statesAt(time, states)] };
  });
}

/** The same, where every fourth day another colleague opens the account in the portal for once. */
export function visitedHistory(
  kinds: readonly ManagementKind[] = MANAGEMENT_KINDS,
): readonly HourActivity[] {
  return managedHistory(USUAL_STATES, kinds).map((hour) => {
    const day = hour.hour / DAY;
    if (day % 4 !== 0.5) return hour;
    const id = `00000000-0000-4000-8000-${String(day * 2).padStart(12, '0')}`;
    const visit = deedAt(hour.hour, 'keyListing');
    const visitor = { principal: entraPrincipal(id), tool: 'azure-portal' };
    return { ...hour, deeds: [...(hour.deeds ?? []), { ...visit, ...visitor }] };
  });
}

/** A subscription in which an identity lists the keys of these accounts each night. */
export function subscriptionHistory(
  accounts: readonly string[],
  days = 27,
): readonly HourActivity[] {
  const resource = resourceOf(accountResource('shop').split('/', 3).join('/'));
  if (!isKnown(resource)) throw new RangeError('the cases name no subscription');
  return Array.from({ length: days }, (_, n) => {
    const hour = CASE_HOUR - (days - n) * DAY;
    const deeds = accounts.map((subject) => deedAt(hour, 'keyListing', subject));
    return { account: resource.account, hour, actors: [], deeds };
  });
}

function deedAt(hour: number, kind: DeedKind, subject = ''): Deed {
  const who = { principal: entraPrincipal(SHOP_IDENTITY), address: OFFICE, tool: 'azure-cli' };
  return { kind, ...who, home: 'contoso.example', subject, firstSeen: hour, lastSeen: hour };
}

function statesAt(hour: number, states: readonly string[]): readonly Deed[] {
  const principal = { kind: 'unknown', id: '' } as const;
  return states.map((subject) => {
    const nobody = { kind: 'state', principal, address: '', tool: '', home: '', subject } as const;
    return { ...nobody, firstSeen: hour, lastSeen: hour };
  });
}
