import { logTime } from '../time';
import type { ConfigurationChange, ManagementCall } from '../world/entry';
import { capitalId } from './logRecord';
import type { LogRecord } from './logRecord';

/** A ControlPlaneRequests record: it names no caller. */
export function controlPlaneRecord(change: ConfigurationChange): LogRecord {
  const { account } = change;
  return {
    at: change.at,
    account,
    channel: 'resource',
    category: 'ControlPlaneRequests',
    body: {
      time: logTime(change.at),
      resourceId: capitalId(account),
      subscriptionId: account.subscriptionId,
      operationName: change.operationName,
      category: 'ControlPlaneRequests',
      properties: {
        activityId: change.activityId,
        httpstatusCode: '200',
        result: 'OK',
        httpMethod: 'PUT',
        ...change.properties,
      },
    },
  };
}

/** The start and the end record of a call to Azure Resource Manager. */
export function activityRecords(call: ManagementCall): LogRecord[] {
  const end = call.succeeded
    ? { resultType: 'Success', resultSignature: 'Succeeded.OK', durationMs: '214' }
    : { resultType: 'Failure', resultSignature: 'Failed.Forbidden', durationMs: '38' };
  return [
    activityRecord(call, call.at, {
      resultType: 'Start',
      resultSignature: 'Started.',
      durationMs: '0',
    }),
    activityRecord(call, call.at + 214, end),
  ];
}

function activityRecord(
  call: ManagementCall,
  at: number,
  result: Record<string, string>,
): LogRecord {
  const { account, caller } = call;
  const scope = account.id + call.child;
  return {
    at,
    account,
    channel: 'activity',
    category: 'Administrative',
    body: {
      ReleaseVersion: '6.2026.20.1+ab31c07.release_2026w20',
      RoleLocation: account.region,
      time: logTime(at),
      resourceId: capitalId(account, call.child),
      operationName: call.operation.toUpperCase(),
      category: 'Administrative',
      ...result,
      callerIpAddress: caller.address,
      correlationId: call.correlationId,
      identity: {
        authorization: {
          scope,
          action: call.operation,
          evidence: {
            role: caller.role,
            roleAssignmentScope: `/subscriptions/${account.subscriptionId}`,
            principalId: caller.objectId.replaceAll('-', ''),
            principalType: caller.type,
          },
        },
        claims: claimsOf(call),
      },
      level: call.succeeded ? 'Information' : 'Error',
      properties: {
        eventCategory: 'Administrative',
        entity: scope,
        message: call.operation,
        hierarchy: `${account.tenantId}/${account.subscriptionId}`,
        ...(result.resultType === 'Start' ? {} : call.properties),
      },
      tenantId: account.tenantId,
    },
  };
}

function claimsOf({ account, caller }: ManagementCall): Record<string, string> {
  const common = {
    aud: 'https://management.core.windows.net/',
    iss: `https://sts.windows.net/${account.tenantId}/`,
    'http://schemas.microsoft.com/identity/claims/tenantid': account.tenantId,
    'http://schemas.microsoft.com/identity/claims/objectidentifier': caller.objectId,
    appid: caller.applicationId,
    ver: '1.0',
  };
  if (caller.type === 'ServicePrincipal') return { ...common, appidacr: '2', idtyp: 'app' };
  return {
    ...common,
    appidacr: '0',
    ipaddr: caller.address,
    name: caller.name.split('@')[0] ?? caller.name,
    'http://schemas.microsoft.com/claims/authnmethodsreferences': 'pwd,mfa',
    'http://schemas.microsoft.com/identity/claims/scope': 'user_impersonation',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': caller.name,
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': caller.name,
  };
}
