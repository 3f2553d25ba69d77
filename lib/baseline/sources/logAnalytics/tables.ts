/**
 * The tables that hold Cosmos DB requests, and what was done through Azure Resource Manager, each
 * brought into one shape. A column that an older workspace lacks is empty. Conversions are explicit,
 * because a union splits a column whose types differ in two.
 */

/** Tables in the order in which they are asked. Each can be left out. */
export const TABLES = [
  'CDBDataPlaneRequests',
  'CDBMongoRequests',
  'CDBCassandraRequests',
  'CDBGremlinRequests',
  'CDBTableApiRequests',
  'AzureDiagnostics',
  'AzureActivity',
] as const;
export type Table = (typeof TABLES)[number];

/** Those that tell of requests: without any of them there is nothing to learn. */
export const REQUEST_TABLES = TABLES.filter((table) => table !== 'AzureActivity');

/** Columns of the common shape, with their KQL types. */
const SHAPE = {
  TimeGenerated: 'datetime',
  Account: 'string',
  Category: 'string',
  Legacy: 'bool',
  EntraId: 'string',
  PermissionId: 'string',
  TokenType: 'string',
  Address: 'string',
  UserAgent: 'string',
  Database: 'string',
  Container: 'string',
  Operation: 'string',
  ResourceType: 'string',
  Status: 'string',
  Document: 'string',
  RequestBytes: 'real',
  ResponseBytes: 'real',
  RequestUnits: 'real',
} as const;
type ShapeColumn = Exclude<keyof typeof SHAPE, 'TimeGenerated'>;
type Projection = Readonly<Record<ShapeColumn, string>>;

/** A table without rows: a fuzzy union needs one leg that exists. */
export const EMPTY_LEG = `datatable(${Object.entries(SHAPE)
  .map(([name, type]) => `${name}: ${type}`)
  .join(', ')})[]`;

const text = (column: string) => `tostring(column_ifexists("${column}", ""))`;
const number = (column: string) => `todouble(column_ifexists("${column}", 0.0))`;

/** What all CDB tables have in common; the four API tables have nothing else. */
const API_TABLE: Omit<Projection, 'Category'> = {
  Account: 'tolower(_ResourceId)',
  Legacy: 'false',
  EntraId: text('AadPrincipalId'),
  PermissionId: '""',
  TokenType: text('AuthorizationTokenType'),
  Address: text('Address'),
  UserAgent: `substring(${text('UserAgent')}, 0, 512)`,
  Database: text('DatabaseName'),
  Container: `coalesce(${text('CollectionName')}, ${text('TableName')})`,
  Operation: text('OperationName'),
  ResourceType: '""',
  Status: text('ErrorCode'),
  Document: '""',
  RequestBytes: number('RequestLength'),
  ResponseBytes: number('ResponseLength'),
  RequestUnits: number('RequestCharge'),
};

/** Names out of `/dbs/<database>/colls/<container>/...`, for rows whose name columns are empty. */
function dataPlaneNames(path: string): Pick<Projection, 'Database' | 'Container' | 'Document'> {
  return {
    Database: `iff(isempty(NamedDatabase), tostring(split(${path}, "/")[2]), NamedDatabase)`,
    Container:
      `iff(isempty(NamedDatabase) and tostring(split(${path}, "/")[3]) == "colls", ` +
      `tostring(split(${path}, "/")[4]), NamedContainer)`,
    Document: `iff(${path} contains "/docs/", ${path}, "")`,
  };
}

/** Every traversal is logged as `eval`; its steps tell what it changes, where the text is there. */
function gremlinOperation(operation: string, command: string): string {
  return (
    `case(${command} matches regex @"\\.\\s*drop\\s*\\(", "eval.drop", ` +
    `${command} matches regex @"\\.\\s*add[VE]\\s*\\(", "eval.add", ` +
    `${command} matches regex @"\\.\\s*property\\s*\\(", "eval.property", ${operation})`
  );
}

const CATEGORIES = [
  'DataPlaneRequests',
  'MongoRequests',
  'CassandraRequests',
  'GremlinRequests',
  'TableApiRequests',
];

/** AzureDiagnostics names a property with its type, or puts it away where columns ran out. */
const legacyText = (property: string) =>
  `coalesce(${text(`${property}_s`)}, ${text(`${property}_g`)}, tostring(More["${property}"]))`;
const legacyNumber = (property: string) =>
  `todouble(coalesce(${text(`${property}_s`)}, ${text(`${property}_d`)}, tostring(More["${property}"])))`;

const LEGACY: Projection = {
  Account: 'tolower(_ResourceId)',
  Category: 'Category',
  Legacy: 'true',
  EntraId: legacyText('aadPrincipalId'),
  PermissionId: legacyText('resourceTokenPermissionId'),
  TokenType: `coalesce(${legacyText('authTokenType')}, ${legacyText('keyType')}, ${legacyText('authorizationTokenType')})`,
  Address: `coalesce(${legacyText('clientIpAddress')}, ${legacyText('address')})`,
  UserAgent: `substring(${legacyText('userAgent')}, 0, 512)`,
  ...dataPlaneNames('Path'),
  Operation: `iff(Category == "GremlinRequests", ${gremlinOperation('OperationName', 'Command')}, OperationName)`,
  ResourceType: legacyText('requestResourceType'),
  Status: `iff(Category == "DataPlaneRequests", ${legacyText('statusCode')}, ${legacyText('errorCode')})`,
  RequestBytes: legacyNumber('requestLength'),
  ResponseBytes: legacyNumber('responseLength'),
  RequestUnits: legacyNumber('requestCharge'),
};

/** What succeeded on an account and below it. Claims tell who asked; `Caller` is a name or an id. */
const ACTIVITY: Projection = {
  Account: `extract("^(/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft.documentdb/databaseaccounts/[^/]+)", 1, Path)`,
  Category: '"ActivityLog"',
  Legacy: 'false',
  EntraId: `coalesce(tostring(Who["http://schemas.microsoft.com/identity/claims/objectidentifier"]), tostring(Who["oid"]), Name)`,
  PermissionId: 'Name',
  TokenType: '""',
  Address: text('CallerIpAddress'),
  UserAgent: `tolower(tostring(Who["appid"]))`,
  Database: '""',
  Container: '""',
  Operation: 'OperationNameValue',
  ResourceType: '""',
  Status: '""',
  Document: '""',
  RequestBytes: '0.0',
  ResponseBytes: '0.0',
  RequestUnits: '0.0',
};

const IN_RANGE = 'where TimeGenerated >= From and TimeGenerated < To';

function leg(table: string, filter: string, before: readonly string[], columns: Projection) {
  const projected = Object.entries(columns).map(([name, source]) => `${name} = ${source}`);
  return [
    table,
    `| ${IN_RANGE} and ${filter}`,
    ...before.map((line) => `| ${line}`),
    `| project TimeGenerated,\n      ${projected.join(',\n      ')}`,
  ].join('\n    ');
}

const BY_ACCOUNT = 'AccountName in~ (Accounts)';
const apiLeg = (table: Table, category: string) =>
  leg(table, BY_ACCOUNT, [], { ...API_TABLE, Category: `"${category}"` });

/** The part of the query that reads one table. `From`, `To` and `Accounts` are its free names. */
export const LEGS: Readonly<Record<Table, string>> = {
  CDBDataPlaneRequests: leg(
    'CDBDataPlaneRequests',
    BY_ACCOUNT,
    [
      `extend Path = ${text('RequestResourceId')}, NamedDatabase = ${text('DatabaseName')}, NamedContainer = ${text('CollectionName')}`,
    ],
    {
      ...API_TABLE,
      Category: '"DataPlaneRequests"',
      PermissionId: text('ResourceTokenPermissionId'),
      TokenType: `coalesce(${text('AuthTokenType')}, ${text('KeyType')})`,
      Address: text('ClientIpAddress'),
      ...dataPlaneNames('Path'),
      ResourceType: text('RequestResourceType'),
      Status: text('StatusCode'),
    },
  ),
  CDBMongoRequests: apiLeg('CDBMongoRequests', 'MongoRequests'),
  CDBCassandraRequests: apiLeg('CDBCassandraRequests', 'CassandraRequests'),
  CDBGremlinRequests: leg(
    'CDBGremlinRequests',
    BY_ACCOUNT,
    [`extend Command = ${text('PIICommandText')}`],
    {
      ...API_TABLE,
      Category: '"GremlinRequests"',
      Operation: gremlinOperation(text('OperationName'), 'Command'),
    },
  ),
  CDBTableApiRequests: apiLeg('CDBTableApiRequests', 'TableApiRequests'),
  AzureDiagnostics: leg(
    'AzureDiagnostics',
    `ResourceProvider =~ "MICROSOFT.DOCUMENTDB" and Resource in~ (Accounts) and Category in (${CATEGORIES.map((name) => `"${name}"`).join(', ')})`,
    [
      `extend More = todynamic(${text('AdditionalFields')})`,
      `extend Path = ${legacyText('requestResourceId')}, Command = ${legacyText('piiCommandText')}, NamedDatabase = ${legacyText('databaseName')}, NamedContainer = coalesce(${legacyText('collectionName')}, ${legacyText('tableName')})`,
    ],
    LEGACY,
  ),
  AzureActivity: leg(
    'AzureActivity',
    `_ResourceId has "databaseaccounts" and ActivityStatusValue in~ ("Success", "Succeeded")`,
    [
      `extend Path = tolower(_ResourceId), Name = ${text('Caller')}, Who = todynamic(coalesce(${text('Claims_d')}, ${text('Claims')}))`,
      'where extract("/databaseaccounts/([^/]+)", 1, Path) in (Accounts)',
    ],
    ACTIVITY,
  ),
};
