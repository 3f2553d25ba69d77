import { textOf } from '../telemetry/fields';
import type { AccessEvent } from '../telemetry/event';
import { lastPart } from './managementKind';
import { bodyOf } from './requestBody';

/** A role that was given to somebody, as far as a record tells. */
export interface RoleGrant {
  /** Object id of who has the role now, lower case, or empty. */
  readonly principal: string;
  /** `user`, `service`..., as logged in lower case, or empty. */
  readonly principalType: string;
  /** GUID of the role's definition, lower case, or empty. */
  readonly definition: string;
  /** Resource id, or empty. */
  readonly scope: string;
}

/** The grant that a record of a role assignment tells of, or null for any other. */
export function grantIn(event: AccessEvent): RoleGrant | null {
  const { management, operationName } = event;
  if (management === null || !/roleassignment/i.test(operationName)) return null;
  if (management.source === 'controlPlane') {
    const { properties } = management;
    return {
      principal: (properties['roleAssignmentPrincipalId'] ?? '').toLowerCase(),
      principalType: (properties['roleAssignmentPrincipalType'] ?? '').toLowerCase(),
      definition: lastPart(properties['associatedRoleDefinitionId'] ?? ''),
      scope: (properties['roleAssignmentScope'] ?? '').toLowerCase(),
    };
  }
  const body = bodyOf(event);
  return {
    principal: textOf(body?.['principalId'] ?? body?.['PrincipalId']).toLowerCase(),
    principalType: textOf(body?.['principalType'] ?? body?.['PrincipalType']).toLowerCase(),
    definition: lastPart(textOf(body?.['roleDefinitionId'] ?? body?.['RoleDefinitionId'])),
    scope: textOf(body?.['scope'] ?? body?.['Scope']).toLowerCase(),
  };
}
