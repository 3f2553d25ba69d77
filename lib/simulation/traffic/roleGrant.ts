import type { AccountLog } from '../logs/accountLog';
import type { operation } from './management';

/** Cosmos DB Built-in Data Contributor. */
const DATA_CONTRIBUTOR = '00000000-0000-0000-0000-000000000002';

/** The built-in role that reads and writes all data is given to an identity. */
export function giveDataContributor(
  log: AccountLog,
  common: ReturnType<typeof operation>,
  { assignment, receiver }: { readonly assignment: string; readonly receiver: string },
): void {
  const scope = log.resourceId.toLowerCase();
  const roleDefinitionId = `${scope}/sqlRoleDefinitions/${DATA_CONTRIBUTOR}`;
  log.manage(
    {
      ...common,
      operation: 'sqlRoleAssignments/write',
      target: `/sqlRoleAssignments/${assignment}`,
      result: 'Created',
      body: { properties: { roleDefinitionId, principalId: receiver, scope } },
    },
    {
      operationName: 'SqlRoleAssignmentCreate',
      paired: true,
      properties: {
        apiKind: 'Sql',
        apiKindResourceType: 'RoleAssignment',
        operationType: 'Create',
        roleAssignmentId: assignment,
        associatedRoleDefinitionId: DATA_CONTRIBUTOR,
        roleAssignmentPrincipalId: receiver,
        roleAssignmentPrincipalType: 'AadUser',
        roleAssignmentScope: scope,
      },
    },
  );
}
