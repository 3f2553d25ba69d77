import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { Operator } from '../world/people';

const PROVIDER = 'Microsoft.DocumentDB/databaseAccounts';
const TENANT = '00000000-0000-0000-0000-00000000face';
const CLAIMS = 'http://schemas.microsoft.com/identity/claims/';
const PERSON = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** An operation of Azure Resource Manager on an account. */
export interface ArmOperation {
  readonly time: number;
  /** Full name, or what follows the account's type: `listKeys/action`. */
  readonly operation: string;
  /** What follows the account's resource id: `/sqlRoleAssignments/<guid>`, or empty. */
  readonly target: string;
  readonly operator: Operator;
  readonly address: string;
  /** HTTP status name, e.g. `OK`, `Created`, `Forbidden`. */
  readonly result: string;
  readonly correlationId: string;
  /** What was asked for, of operations that write. */
  readonly body?: object;
}

/** Start and end record of an operation. */
export function activityLogs(
  operation: ArmOperation,
  resourceId: string,
  subscription: string,
  durationMs: number,
): readonly [start: RawRecord, end: RawRecord] {
  const { operator, address, correlationId, result, time } = operation;
  const action = operation.operation.startsWith('Microsoft.')
    ? operation.operation
    : `${PROVIDER}/${operation.operation}`;
  const scope = `${resourceId}${operation.target.toUpperCase()}`;
  const common = {
    resourceId: scope,
    operationName: action.toUpperCase(),
    category: 'Administrative',
    callerIpAddress: address,
    correlationId,
    identity: {
      authorization: {
        scope: scope.toLowerCase(),
        action,
        evidence: {
          role: operator.role,
          roleAssignmentScope: `/subscriptions/${subscription}`,
          principalId: operator.objectId.replaceAll('-', ''),
          principalType: operator.kind === 'user' ? 'User' : 'ServicePrincipal',
        },
      },
      claims: claimsOf(operator, address),
    },
    level: 'Information',
    tenantId: TENANT,
  };
  const properties = {
    eventCategory: 'Administrative',
    entity: scope.toLowerCase(),
    message: action,
    hierarchy: `${TENANT}/${subscription}`,
  };
  const failed = ['Forbidden', 'BadRequest', 'Conflict'].includes(result);
  return [
    {
      time: logTime(time),
      ...common,
      resultType: 'Start',
      resultSignature: 'Started.',
      durationMs: '0',
      properties:
        operation.body === undefined
          ? properties
          : { ...properties, requestbody: JSON.stringify(operation.body) },
    },
    {
      time: logTime(time + durationMs),
      ...common,
      resultType: failed ? 'Failure' : 'Success',
      resultSignature: `${failed ? 'Failed' : 'Succeeded'}.${result}`,
      durationMs: String(Math.round(durationMs)),
      properties:
        operation.body === undefined
          ? { ...properties, statusCode: result }
          : { ...properties, statusCode: result, requestbody: JSON.stringify(operation.body) },
    },
  ];
}

function claimsOf(operator: Operator, address: string): Readonly<Record<string, string>> {
  const claims = {
    aud: 'https://management.core.windows.net/',
    iss: `https://sts.windows.net/${TENANT}/`,
    appid: operator.applicationId,
    [`${CLAIMS}objectidentifier`]: operator.objectId,
    [`${CLAIMS}tenantid`]: TENANT,
  };
  return operator.kind === 'service'
    ? { ...claims, idtyp: 'app', appidacr: '2' }
    : {
        ...claims,
        appidacr: '0',
        ipaddr: address,
        [`${PERSON}upn`]: operator.name,
        [`${PERSON}name`]: operator.name,
        name: operator.name.split('@', 1)[0] ?? '',
      };
}
