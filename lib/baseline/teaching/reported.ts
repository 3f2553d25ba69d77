import type { AlertDocument } from '../../alerts/document';
import type { ManagementKind } from '../../management/managementKind';
import { knownNetwork, softwareIn } from '../profile/facets';
import type { Facet } from '../baseline';
import type { ReportedThing } from '../profile/reportedThings';

/** What an alert told of who was new, with `internal.group` as its detector makes it. */
type Told = (
  group: readonly string[],
  facts: AlertDocument['internal']['facts'],
) => ReportedThing[];

const TOLD_BY: ReadonlyMap<string, Told> = new Map<string, Told>([
  [
    'CosmosDB_GeoAnomaly',
    ([country = '', principal = '']) => [
      { facet: 'country', value: country },
      { facet: 'principalCountry', value: `${principal} ${country}` },
    ],
  ],
  [
    'CosmosDB_AppAnomaly',
    ([application = ''], { principals, countries }) => [
      { facet: 'application', value: application },
      ...countries.map((country): ReportedThing => {
        return { facet: 'application', value: softwareIn(application, country) };
      }),
      ...principals.map((principal): ReportedThing => {
        return { facet: 'principalApplication', value: `${principal} ${application}` };
      }),
    ],
  ],
  ['CosmosDB_PrincipalAnomaly', ([value = '']) => [{ facet: 'principal', value }]],
  [
    'CosmosDB_AuthAnomaly',
    ([key = '', holder]) => [
      holder === undefined
        ? { facet: 'authKind', value: key }
        : { facet: 'keyHolder', value: holder },
    ],
  ],
  [
    'CosmosDB_ServerScriptChange',
    // A key is held by many: what one of them wrote tells nothing of the next.
    ([value = '']) => (isKey(value) ? [] : [{ facet: 'scriptWriter', value }]),
  ],
]);

/** Kinds of operations by which alerts about the management of accounts are raised. */
const MANAGED: ReadonlyMap<string, readonly ManagementKind[]> = new Map<
  string,
  readonly ManagementKind[]
>([
  ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal', ['keyListing']],
  ['CosmosDB_SuspiciousListKeys.MaliciousScript', ['keyListing']],
  ['CosmosDB_KeyRegeneration', ['keyRegeneration']],
  ['CosmosDB_RoleEscalation', ['roleChange']],
  ['CosmosDB_NetworkExposure', ['accountChange', 'networkChange']],
  ['CosmosDB_LoggingDisabled', ['accountChange', 'loggingChange']],
]);

function isKey(principal: string): boolean {
  return principal.startsWith('key ');
}

/** What an alert about a newcomer has reported; nothing for all other alerts. */
export function reportedIn(alert: AlertDocument): readonly ReportedThing[] {
  const { alertType, internal } = alert;
  const { group, facts } = internal;
  const kinds = MANAGED.get(alertType);
  if (kinds !== undefined) return reportedManagement(kinds, internal);
  const told = TOLD_BY.get(alertType)?.(group, facts) ?? [];
  if (told.length === 0) return [];
  const networks = new Set(facts.addresses.map(knownNetwork));
  return [...told, ...[...networks].map((value): ReportedThing => ({ facet: 'network', value }))];
}

/** Who managed the account, from where and with what. */
function reportedManagement(
  kinds: readonly ManagementKind[],
  { facts, details }: AlertDocument['internal'],
): readonly ReportedThing[] {
  const { principals, addresses, countries, applications } = facts;
  const things = (facet: Facet, values: readonly string[]): readonly ReportedThing[] =>
    values.map((value) => ({ facet, value }));
  return [
    ...things(
      'manager',
      principals.flatMap((principal) => kinds.map((kind) => `${principal} ${kind}`)),
    ),
    ...things('managerNetwork', [...new Set(addresses.map(knownNetwork))]),
    ...things('managerCountry', countries),
    ...things('managerTool', applications),
    ...things('managerHome', [details['organisation'] ?? '']),
  ].filter(({ value }) => value !== '');
}
