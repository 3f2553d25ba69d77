import { MINUTE } from '../calendar';
import { operation } from '../traffic/management';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { strangers } from './strangers';

/** Cosmos DB Built-in Data Contributor. */
const DATA_CONTRIBUTOR = '00000000-0000-0000-0000-000000000002';

/** A role that may read and write all data is given to an identity. */
export const roleEscalation: IncidentKind = {
  name: 'role-escalation',
  duration: () => 15 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ api }) => api === 'nosql',
  play(scene) {
    const { log, random, start } = scene;
    const operator = strangers(scene);
    const common = operation(start, operator, random);
    const assignment = random.guid();
    const receiver = random.chance(0.5) ? operator.objectId : random.guid();
    const roleDefinitionId = `${log.resourceId.toLowerCase()}/sqlRoleDefinitions/${DATA_CONTRIBUTOR}`;
    log.manage(
      {
        ...common,
        operation: 'sqlRoleAssignments/write',
        target: `/sqlRoleAssignments/${assignment}`,
        result: 'Created',
        body: {
          properties: {
            roleDefinitionId,
            principalId: receiver,
            scope: log.resourceId.toLowerCase(),
          },
        },
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
          roleAssignmentScope: log.resourceId.toLowerCase(),
        },
      },
    );
    return {
      address: common.address,
      principal: operator.objectId,
      actor: operator.name,
      alertTypes: ['CosmosDB_RoleEscalation'],
      note: `Data Contributor of the whole account given to ${receiver}`,
    };
  },
};
