import type { Random } from '../random';
import { addressIn, buildRunners } from '../network';
import type { Caller, ConfigurationChange, ManagementCall } from './entry';
import type { Account, Person } from './model';

/** Application ids of Microsoft's own clients. */
export const clientApplications = {
  powershell: '1950a258-227b-4e31-a9cf-717495945fc2',
  commandLine: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  portal: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
} as const;

export const listKeys = 'Microsoft.DocumentDB/databaseAccounts/listKeys/action';

export function managementCall(
  account: Account,
  random: Random,
  at: number,
  caller: Caller,
  operation: string,
  shape: { child?: string; succeeded?: boolean; properties?: Record<string, unknown> } = {},
): ManagementCall {
  return {
    kind: 'management',
    account,
    at,
    correlationId: random.guid(),
    caller,
    operation,
    child: shape.child ?? '',
    succeeded: shape.succeeded ?? true,
    properties: shape.properties ?? {},
  };
}

export function configurationChange(
  account: Account,
  random: Random,
  at: number,
  operationName: string,
  properties: Record<string, string>,
): ConfigurationChange {
  return { kind: 'change', account, at, activityId: random.guid(), operationName, properties };
}

/** The deployment pipeline on some build runner: a new address for every run. */
export function pipelineCaller(account: Account, random: Random): Caller {
  return {
    objectId: account.pipeline.objectId,
    applicationId: account.pipeline.applicationId,
    type: 'ServicePrincipal',
    name: account.pipeline.name,
    role: 'Contributor',
    address: addressIn(random, random.pick(buildRunners)),
  };
}

export function personCaller(
  person: Person,
  address: string,
  applicationId: string = clientApplications.portal,
): Caller {
  return {
    objectId: person.objectId,
    applicationId,
    type: 'User',
    name: person.userPrincipalName,
    role: 'DocumentDB Account Contributor',
    address,
  };
}
