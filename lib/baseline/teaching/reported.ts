import type { AlertDocument } from '../../alerts/document';
import { knownNetwork } from '../profile/facets';
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
    ([application = ''], { principals }) => [
      { facet: 'application', value: application },
      ...principals.map((principal): ReportedThing => {
        return { facet: 'principalApplication', value: `${principal} ${application}` };
      }),
    ],
  ],
  ['CosmosDB_PrincipalAnomaly', ([value = '']) => [{ facet: 'principal', value }]],
  ['CosmosDB_AuthAnomaly', ([value = '']) => [{ facet: 'authKind', value }]],
  [
    'CosmosDB_ServerScriptChange',
    // A key is held by many: what one of them wrote tells nothing of the next.
    ([value = '']) => (isKey(value) ? [] : [{ facet: 'scriptWriter', value }]),
  ],
]);

function isKey(principal: string): boolean {
  return principal.startsWith('key ');
}

/** What an alert about a newcomer has reported; nothing for all other alerts. */
export function reportedIn({ alertType, internal }: AlertDocument): readonly ReportedThing[] {
  const { group, facts } = internal;
  const told = TOLD_BY.get(alertType)?.(group, facts) ?? [];
  if (told.length === 0) return [];
  const networks = new Set(facts.addresses.map(knownNetwork));
  return [...told, ...[...networks].map((value): ReportedThing => ({ facet: 'network', value }))];
}
