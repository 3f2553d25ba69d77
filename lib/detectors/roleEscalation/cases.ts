import { accountResource } from '../../simulation/records';
import { CASE_TIME, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  inRestShape,
  managedHistory,
  STRANGER,
} from '../managementCases';

const RECEIVER = '00000000-0000-4000-8000-0000000000cc';
const CONTRIBUTOR = '00000000-0000-0000-0000-000000000002';
const READER = '00000000-0000-0000-0000-000000000001';
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const SUBSCRIPTION = accountResource('shop').split('/', 3).join('/');
const OWNER_GRANT = JSON.stringify({
  Properties: { PrincipalId: RECEIVER, RoleDefinitionId: `/x/roleDefinitions/${OWNER}` },
});
const history = managedHistory();
const assignment = '44444444-0000-4000-8000-000000000001';

const granted = (
  type: string,
  suffixes: readonly string[] = ['Start', 'Complete'],
  role = CONTRIBUTOR,
) =>
  suffixes.map((suffix, n) =>
    controlPlaneRecord({
      operationName: `SqlRoleAssignmentCreate${suffix}`,
      time: CASE_TIME + n * 700,
      activityId: '44444444-0000-4000-8000-000000000002',
      properties: {
        apiKind: 'Sql',
        roleAssignmentId: assignment,
        associatedRoleDefinitionId: role,
        roleAssignmentPrincipalId: RECEIVER,
        roleAssignmentPrincipalType: type,
        roleAssignmentScope: '/',
      },
    }),
  );
const asked = (sketch = {}) =>
  ['Start', 'Success'].map((result, n) =>
    activityRecord({
      operation: 'sqlRoleAssignments/write',
      target: `/sqlRoleAssignments/${assignment}`,
      time: CASE_TIME + n * 500,
      correlationId: '44444444-0000-4000-8000-000000000003',
      ...sketch,
      result,
    }),
  );

export const cases: readonly DetectorCase[] = [
  {
    name: 'Data Contributor to a user, told by ControlPlaneRequests alone',
    history,
    records: granted('AadUser'),
    expected: { severity: 'Medium', occurrences: 1, reason: ['Data Contributor', RECEIVER] },
  },
  {
    name: 'the same by a stranger, told by both logs',
    history,
    records: [...asked(STRANGER), ...granted('AadUser')],
    expected: { severity: 'High', occurrences: 1, reason: ['1 change', 'm.keller', 'country BR'] },
  },
  {
    name: 'to an application, by the usual operator',
    history,
    records: [...granted('AadServicePrincipal'), ...asked()],
    expected: { severity: 'Low', occurrences: 1, reason: ['Data Contributor', 'anna.huber'] },
  },
  {
    name: 'Data Reader to a user, by the usual operator',
    history,
    records: [...granted('AadUser', ['Complete'], READER), ...asked()],
    expected: { severity: 'Low', occurrences: 1, reason: ['Data Reader', 'anna.huber'] },
  },
  {
    name: 'the same by a service that does other things here, as for a new colleague',
    history: managedHistory(undefined, ['keyListing']),
    records: [...granted('AadUser', ['Complete'], READER), ...asked({ isService: true })],
    expected: { severity: 'Informational', occurrences: 1, reason: ['Data Reader', 'identity'] },
  },
  {
    name: 'a role with every action, by the usual operator',
    history,
    records: [
      controlPlaneRecord({
        operationName: 'SqlRoleDefinitionCreateComplete',
        properties: {
          roleDefinitionId: '44444444-0000-4000-8000-000000000004',
          roleDefinitionPermissions:
            '[{dataActions:[Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/*]}]',
        },
      }),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['containers/*'] },
  },
  {
    name: 'Owner over the account by a stranger, in the REST shape',
    history,
    records: [
      inRestShape(
        activityRecord({
          operation: 'Microsoft.Authorization/roleAssignments/write',
          target: '/providers/Microsoft.Authorization/roleAssignments/x',
          ...STRANGER,
          body: JSON.stringify({
            Properties: {
              PrincipalId: RECEIVER,
              RoleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`,
            },
          }),
        }),
      ),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['Owner', RECEIVER] },
  },
  ...['/resourceGroups/shop-rg', ''].map((scope): DetectorCase => ({
    name: `Owner over ${scope || 'the subscription'} by somebody of whom nothing is known`,
    records: ['Start', 'Success'].map((result) =>
      activityRecord({
        ...STRANGER,
        operation: 'Microsoft.Authorization/roleAssignments/write',
        resourceId: `${SUBSCRIPTION}${scope}/providers/Microsoft.Authorization/roleAssignments/${assignment}`,
        correlationId: '44444444-0000-4000-8000-000000000007',
        result,
        ...(result === 'Start' ? { body: OWNER_GRANT } : {}),
      }),
    ),
    expected: { severity: 'Low', occurrences: 1, reason: ['the role Owner', RECEIVER] },
  })),
  {
    name: 'a user of a MongoDB database created',
    history,
    records: [
      activityRecord({
        operation: 'mongodbUserDefinitions/write',
        target: '/mongodbUserDefinitions/shop.intruder',
      }),
    ],
    expected: { severity: 'Low', occurrences: 1, reason: ['a user of the database'] },
  },
  {
    name: 'the same role again, as with each deployment',
    history: managedHistory([`role ${RECEIVER} ${CONTRIBUTOR}`]),
    records: [...granted('AadUser'), ...asked()],
    expected: null,
  },
  {
    name: 'a grant that only began',
    history,
    records: granted('AadUser', ['Start']),
    expected: null,
  },
];
