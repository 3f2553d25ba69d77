import type { Severity } from '../../alerts/alert';
import { grantIn, type RoleGrant } from '../../management/roleGrant';
import { bodyOf } from '../../management/requestBody';
import type { ManagementOperation } from '../../management/operation';
import type { AccessEvent } from '../../telemetry/event';
import type { Consequence } from '../changeFinding';

/** Roles that Azure Cosmos DB brings along (learn.microsoft.com, "how-to-setup-rbac"). */
const DATA_READER = '00000000-0000-0000-0000-000000000001';
const DATA_CONTRIBUTOR = '00000000-0000-0000-0000-000000000002';

/** Roles of Azure that give the keys, or more roles (learn.microsoft.com, "built-in-roles"). */
const POWERFUL_ROLES = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator'],
  ['5bd9cd88-fe45-4216-938b-f97437e15450', 'DocumentDB Account Contributor'],
]);

/**
 * What the operation gave, by all that its records tell; null where none names the role.
 * @param isRoutine done by a service that manages the account
 */
export function escalationOf(
  { event, records }: ManagementOperation,
  isRoutine: boolean,
): Consequence | null {
  const grants = records.flatMap((record) => grantIn(record) ?? []);
  if (grants.length > 0) {
    const grant = grants.reduce(merged);
    return grant.definition === '' ? null : grantOf(grant, event, isRoutine);
  }
  if (/user(definition|assignment)/i.test(event.operationName)) {
    return { what: 'a user of the database was created or changed', severity: 'Low' };
  }
  const actions = records.flatMap(actionsIn);
  const wide = actions.find((action) => /\*/.test(action));
  return wide === undefined
    ? { what: 'a role was defined or changed', severity: 'Informational' }
    : { what: `a role was defined that allows ${wide.slice(0, 200)}`, severity: 'Medium' };
}

function grantOf(
  { principal, principalType, definition, scope }: RoleGrant,
  event: AccessEvent,
  isRoutine: boolean,
) {
  const isUser = /user/.test(principalType);
  const whom = `${isUser ? 'user ' : ''}${principal === '' ? 'somebody' : principal}`;
  const where = scope === '' ? '' : ` over ${scope}`;
  if (/^microsoft\.authorization/i.test(event.operationName)) {
    const role = POWERFUL_ROLES.get(definition);
    return {
      what: `the role ${role ?? definition} of Azure was given to ${whom}${where}`,
      severity: role === undefined ? 'Informational' : 'Low',
    } as const;
  }
  return {
    what: `${dataRole(definition)} was given to ${whom}${where}`,
    severity: severityOf(definition, isUser, isRoutine),
  };
}

function dataRole(definition: string): string {
  if (definition === DATA_CONTRIBUTOR) return 'the built-in role Data Contributor';
  if (definition === DATA_READER) return 'the built-in role Data Reader';
  return `the data role ${definition}`;
}

/** People read and write data through applications, so a role of their own is rare. */
function severityOf(definition: string, isUser: boolean, isRoutine: boolean): Severity {
  if (definition === DATA_CONTRIBUTOR) return isUser ? 'Medium' : 'Low';
  // New colleagues may read, and a pipeline lets them in.
  if (definition === DATA_READER) return isUser && !isRoutine ? 'Low' : 'Informational';
  return 'Low';
}

function merged(a: RoleGrant, b: RoleGrant): RoleGrant {
  return {
    principal: a.principal || b.principal,
    principalType: a.principalType || b.principalType,
    definition: a.definition || b.definition,
    scope: a.scope || b.scope,
  };
}

/** Actions that a record of a role's definition names, in whatever form it has them. */
function actionsIn(record: AccessEvent): readonly string[] {
  const body = bodyOf(record);
  const permissions = body?.['permissions'] ?? body?.['Permissions'];
  const logged = record.management?.properties['roleDefinitionPermissions'];
  const text = `${permissions === undefined ? '' : JSON.stringify(permissions)} ${logged ?? ''}`;
  return text.match(/[\w.*/]*\*[\w.*/]*|microsoft\.[\w./]+/gi) ?? [];
}
