import type { AccessEvent } from '../telemetry/event';

/** Kinds of operations of Azure Resource Manager that an attacker needs. */
export const MANAGEMENT_KINDS = [
  /** Keys or connection strings handed out. */
  'keyListing',
  'keyRegeneration',
  /** The account itself: firewall, public access, traces, CORS. */
  'accountChange',
  /** Private endpoints. */
  'networkChange',
  /** Roles over the data, users, and roles of Azure over the account. */
  'roleChange',
  /** Diagnostic settings, Defender's plans and its suppression rules. */
  'loggingChange',
  /** Stored procedures, triggers and functions written. */
  'scriptWrite',
] as const;
export type ManagementKind = (typeof MANAGEMENT_KINDS)[number];

const ACCOUNT = '^microsoft\\.documentdb/databaseaccounts';

/** Names as the Activity Log has them, in any case; the first match decides. */
const IN_ACTIVITY_LOG: readonly (readonly [RegExp, ManagementKind])[] = [
  [
    new RegExp(`${ACCOUNT}/(listkeys|(list)?readonlykeys|listconnectionstrings)/action$`, 'i'),
    'keyListing',
  ],
  [new RegExp(`${ACCOUNT}/regeneratekey/action$`, 'i'), 'keyRegeneration'],
  [new RegExp(`${ACCOUNT}/write$`, 'i'), 'accountChange'],
  [
    new RegExp(`${ACCOUNT}/privateendpointconnection.*/(write|delete|action)$`, 'i'),
    'networkChange',
  ],
  [new RegExp(`${ACCOUNT}/\\w*(role|user)(assignments|definitions)/write$`, 'i'), 'roleChange'],
  [/^microsoft\.authorization\/role(assignments|definitions)\/write$/i, 'roleChange'],
  [/^microsoft\.insights\/diagnosticsettings\/(write|delete)$/i, 'loggingChange'],
  [
    /^microsoft\.security\/(advancedthreatprotectionsettings|pricings|alertssuppressionrules)\/(write|delete)$/i,
    'loggingChange',
  ],
  [
    new RegExp(`${ACCOUNT}/.*(storedprocedures|triggers|userdefinedfunctions)/write$`, 'i'),
    'scriptWrite',
  ],
];

/** Names as ControlPlaneRequests has them, without `Start` and `Complete`. */
const IN_CONTROL_PLANE: readonly (readonly [RegExp, ManagementKind])[] = [
  [/(role|user)(assignment|definition)(create|update|replace|upsert)/i, 'roleChange'],
  [/(storedprocedure|trigger|userdefinedfunction)s?(create|update|replace|upsert)/i, 'scriptWrite'],
  [/^(account(create|update)|virtualnetwork|diagnosticlog|privateendpoint)/i, 'accountChange'],
];

/** What kind of operation a management record tells of, or null where it is of no interest. */
export function managementKindOf(event: AccessEvent): ManagementKind | null {
  const { management, operationName } = event;
  if (management === null) return null;
  return management.source === 'activityLog'
    ? activityLogKindOf(operationName)
    : kindAmong(IN_CONTROL_PLANE, operationName);
}

/** The same by the name of an operation of the Activity Log. */
export function activityLogKindOf(operationName: string): ManagementKind | null {
  return kindAmong(IN_ACTIVITY_LOG, operationName);
}

function kindAmong(
  names: readonly (readonly [RegExp, ManagementKind])[],
  operationName: string,
): ManagementKind | null {
  for (const [name, kind] of names) if (name.test(operationName)) return kind;
  return null;
}

/** True for the record that tells that an operation was done. */
export function isDone({ management, outcome }: AccessEvent): boolean {
  return management !== null && management.phase !== 'start' && outcome === 'ok';
}

/** The account's part of a record's path: `sqlroleassignments/<guid>`, or empty for the account. */
export function subjectOf(event: AccessEvent): string {
  const { management, account } = event;
  if (management === null) return '';
  if (management.source === 'activityLog') {
    return management.target.startsWith(`${account}/`)
      ? management.target.slice(account.length + 1)
      : '';
  }
  const { roleAssignmentId, roleDefinitionId } = management.properties;
  if (roleAssignmentId) return `sqlroleassignments/${lastPart(roleAssignmentId)}`;
  if (roleDefinitionId) return `sqlroledefinitions/${lastPart(roleDefinitionId)}`;
  return management.target.toLowerCase();
}

/** The last part of a path in lower case: the GUID of a role, the name of an account. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
