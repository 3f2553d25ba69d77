import { alertTypes } from '../alertTypes';
import { farCountries } from '../network';
import { attack } from '../scenario';
import type { Scene } from '../scenario';
import { DAY, HOUR, SECOND } from '../time';
import type { Alteration, Caller, Entry } from '../world/entry';
import { configurationChange, managementCall } from '../world/management';
import { callerFrom, marksOfCaller } from './keys';

const { network, logging, role, silence } = alertTypes;

/** The call in the Activity Log and the change in ControlPlaneRequests that follows. */
function changed(
  scene: Scene,
  caller: Caller,
  operation: string,
  child: string,
  change: { name: string; properties: Record<string, string> },
): Entry[] {
  const { account, random, start } = scene;
  const began = configurationChange(account, random, start + 2 * SECOND, `${change.name}Start`, {
    operationType: 'Update',
    ...change.properties,
  });
  return [
    managementCall(account, random, start, caller, operation, {
      child,
      properties: { requestbody: JSON.stringify({ properties: change.properties }) },
    }),
    began,
    { ...began, at: start + 40 * SECOND, operationName: `${change.name}Complete` },
  ];
}

function intruder(scene: Scene, known: boolean): Caller {
  return callerFrom(scene, known, known ? scene.account.country : scene.random.pick(farCountries));
}

/** The firewall of an account is opened. */
export const firewallOpened = attack<{ rule: string; known: boolean }>(
  {
    name: 'firewall opened',
    alertTypes: [network],
    plausible: [],
    suits: () => true,
    play(scene, { rule, known }) {
      const caller = intruder(scene, known);
      const properties = {
        ipRangeFilter: rule,
        enableVirtualNetworkFilter: 'False',
        publicNetworkAccess: 'Enabled',
      };
      return {
        entries: changed(scene, caller, 'Microsoft.DocumentDB/databaseAccounts/write', '', {
          name: 'AccountUpdate',
          properties,
        }),
        ...marksOfCaller(caller),
        note: `ipRangeFilter ${rule}, public access on`,
      };
    },
  },
  {
    easy: { rule: '0.0.0.0/0', known: false },
    medium: { rule: '0.0.0.0', known: false },
    hard: { rule: '128.0.0.0/1,20.61.97.4', known: true },
  },
);

/** The diagnostic setting goes, or loses its most useful category; the records stop accordingly. */
export const loggingStopped = attack<{ whole: boolean; known: boolean }>(
  {
    name: 'logging switched off',
    alertTypes: [logging],
    plausible: [silence],
    suits: ({ traits }, { whole }) => whole || traits.has('alwaysOn'),
    play(scene, { whole, known }) {
      const caller = intruder(scene, known);
      const { account, random, start } = scene;
      const until = start + 8 * HOUR;
      const verb = whole ? 'delete' : 'write';
      const logs = [
        { category: 'DataPlaneRequests', enabled: false },
        { category: 'ControlPlaneRequests', enabled: true },
      ];
      const call = managementCall(
        account,
        random,
        start,
        caller,
        `Microsoft.Insights/diagnosticSettings/${verb}`,
        {
          child: '/providers/microsoft.insights/diagnosticsettings/send-to-hub',
          properties: whole ? {} : { requestbody: JSON.stringify({ properties: { logs } }) },
        },
      );
      const change = configurationChange(
        account,
        random,
        start + 30 * SECOND,
        'DiagnosticLogUpdateComplete',
        {
          operationType: 'Update',
          enableDataPlaneRequestsTrace: 'False',
          enableControlPlaneRequestsTrace: whole ? 'False' : 'True',
        },
      );
      return {
        entries: [call, change],
        until,
        alter: silentBetween(start + 60 * SECOND, until, 'request'),
        ...marksOfCaller(caller),
        note: `${whole ? 'setting deleted' : 'DataPlaneRequests cut'}; requests unlogged for 8 h`,
      };
    },
  },
  {
    easy: { whole: true, known: false },
    medium: { whole: true, known: true },
    hard: { whole: false, known: true },
  },
);

/** Somebody gets the right to read or write all data. */
export const roleGranted = attack<{ kind: 'wideDefinition' | 'contributor' | 'reader' }>(
  {
    name: 'data-plane role granted',
    alertTypes: [role],
    plausible: [],
    suits: ({ api }) => api === 'nosql',
    play(scene, { kind }) {
      const { account, random } = scene;
      const caller = intruder(scene, kind === 'reader');
      const assignment = random.guid();
      const definition =
        kind === 'reader'
          ? '00000000-0000-0000-0000-000000000001'
          : '00000000-0000-0000-0000-000000000002';
      const grantee = random.guid();
      const entries = changed(
        scene,
        caller,
        'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write',
        `/sqlRoleAssignments/${assignment}`,
        {
          name: 'SqlRoleAssignmentCreate',
          properties: {
            roleAssignmentId: assignment,
            associatedRoleDefinitionId: definition,
            roleAssignmentPrincipalId: grantee,
            roleAssignmentPrincipalType: 'AadUser',
            roleAssignmentScope: '/',
          },
        },
      );
      if (kind === 'wideDefinition') {
        entries.push(
          ...changed(
            { ...scene, start: scene.start - 90 * SECOND },
            caller,
            'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions/write',
            `/sqlRoleDefinitions/${random.guid()}`,
            {
              name: 'SqlRoleDefinitionCreate',
              properties: {
                roleDefinitionId: random.guid(),
                roleDefinitionName: 'support-tools',
                roleDefinitionType: 'CustomRole',
                roleDefinitionAssignableScopes: '/',
                roleDefinitionPermissions:
                  '[{DataActions:[Microsoft.DocumentDB/databaseAccounts/*]}]',
              },
            },
          ),
        );
      }
      return {
        entries,
        ...marksOfCaller(caller),
        note: `${account.name}: ${kind} for ${grantee}`,
      };
    },
  },
  {
    easy: { kind: 'wideDefinition' },
    medium: { kind: 'contributor' },
    hard: { kind: 'reader' },
  },
);

/** Records stop without any change of settings: somebody broke the export. */
export const silenced = attack<{ hours: number; steady: boolean }>(
  {
    name: 'telemetry falls silent',
    alertTypes: [silence],
    plausible: [],
    suits: ({ traits }, { steady }) => traits.has('alwaysOn') === steady && !traits.has('quiet'),
    hours: [7, 9],
    onDay: (day) => day % 7 < 4,
    lasts: 30,
    play(scene, { hours }) {
      const until = scene.start + hours * HOUR;
      return {
        entries: [],
        alter: silentBetween(scene.start, until, 'all'),
        until,
        note: `nothing is logged for ${hours} h`,
      };
    },
  },
  {
    easy: { hours: DAY / HOUR, steady: true },
    medium: { hours: 10, steady: true },
    hard: { hours: 9, steady: false },
  },
);

function silentBetween(from: number, until: number, what: 'request' | 'all'): Alteration {
  return (entry) => {
    const silenced = entry.at >= from && entry.at < until;
    // The Activity Log comes another way.
    const affected = what === 'all' ? entry.kind !== 'management' : entry.kind === 'request';
    return silenced && affected ? undefined : entry;
  };
}
