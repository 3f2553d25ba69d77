/** An SDK that Microsoft no longer maintains. */
export interface RetiredSdk {
  readonly name: string;
  /** Family as `lib/telemetry/applicationFamilies.ts` names it. */
  readonly family: string;
  /** Major versions from this one on are still maintained; null where none is. */
  readonly maintainedFrom: number | null;
  readonly retired: string;
  readonly successor: string;
  readonly source: string;
}

const DOCS = 'https://learn.microsoft.com/azure/cosmos-db';

/** Only what Microsoft has announced. Retired SDKs go on working, without fixes. */
export const RETIRED_SDKS: readonly RetiredSdk[] = [
  {
    name: '.NET SDK v2 (Microsoft.Azure.DocumentDB)',
    family: 'documentdb-dotnet-sdk',
    maintainedFrom: null,
    retired: '2024-08-31',
    successor: 'Microsoft.Azure.Cosmos 3',
    source: `${DOCS}/nosql/sdk-dotnet-v2`,
  },
  {
    name: 'Sync Java SDK v2',
    family: 'documentdb-java-sdk',
    maintainedFrom: null,
    retired: '2024-02-29',
    successor: 'Java SDK v4 (azure-cosmos)',
    source: `${DOCS}/nosql/sdk-java-v2`,
  },
  {
    name: 'Python SDK 1 and 2 (pydocumentdb)',
    family: 'documentdb-python-sdk',
    maintainedFrom: null,
    retired: '2022-08-31',
    successor: 'azure-cosmos 4',
    source: `${DOCS}/nosql/sdk-python`,
  },
  {
    name: 'JavaScript SDK 1 (documentdb)',
    family: 'documentdb-nodejs-sdk',
    maintainedFrom: null,
    retired: '2020-08-30',
    successor: '@azure/cosmos 4',
    source:
      'https://azure.microsoft.com/updates/we-re-retiring-v1-x-of-the-javascript-sdk-for-azure-cosmos-db-on-august-30-2020/',
  },
];

/** The announcement that an SDK of this family and version falls under, or null. */
export function retirementOf(family: string, version: string): RetiredSdk | null {
  const major = Number.parseInt(version, 10);
  return (
    RETIRED_SDKS.find(
      (sdk) => sdk.family === family && (sdk.maintainedFrom === null || major < sdk.maintainedFrom),
    ) ?? null
  );
}
