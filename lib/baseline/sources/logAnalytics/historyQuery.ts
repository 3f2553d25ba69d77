import { isAccountName } from './accountName';
import { EMPTY_LEG, LEGS, TABLES, type Table } from './tables';

/**
 * Rows that an answer may have. One more means: too large, ask for less. The client walks through
 * every character of an answer: 10,000 rows take it about a second and 100 MB.
 */
export const MOST_ROWS = 10_000;

/** Bytes returned that weigh as much as one request, when the heaviest actors are chosen. */
export const BYTES_PER_REQUEST = 4_096;

/**
 * Clients and containers that a crowded hour tells apart. With four kinds of rows (data plane and
 * API, each in its own table and in AzureDiagnostics), such an answer fits into MOST_ROWS, beside more
 * than 2,000 who manage the account: these are told apart in any case.
 */
const CROWDED_CLIENTS = 60;
const CROWDED_CONTAINERS = 30;

/** What is asked of one workspace at once. */
export interface HistoryQuestion {
  /** Account names, as `accountNameOf` gives them. */
  readonly accounts: readonly string[];
  /** Full hours, epoch ms; `to` is not included. */
  readonly from: number;
  readonly to: number;
  /** True for one account's hour with more clients than an answer holds: the heaviest are told apart. */
  readonly crowded: boolean;
  /** Tables that this workspace does not have or does not let be asked. */
  readonly without: ReadonlySet<Table>;
}

/** A row is one client and container in one hour; its operations stand in it as a list. */
export function historyQueryOf(question: HistoryQuestion): string {
  const { accounts, from, to, crowded, without } = question;
  const legs = [EMPTY_LEG, ...TABLES.filter((table) => !without.has(table)).map((t) => LEGS[t])];
  return `let From = datetime(${new Date(from).toISOString()});
let To = datetime(${new Date(to).toISOString()});
let Accounts = dynamic([${accounts.map(quoted).join(', ')}]);
let Requests = union isfuzzy=true
${legs.map((leg) => `  (${leg})`).join(',\n')};
${crowded ? crowd() : 'Requests\n| extend IsTold = true'}
| summarize Requests = count(),
    SumRequestBytes = sum(RequestBytes), SumResponseBytes = sum(ResponseBytes), SumRequestUnits = sum(RequestUnits),
    Documents = dcountif(Document, isnotempty(Document)),
    First = min(TimeGenerated), Last = max(TimeGenerated)
  by Account, Hour = bin(TimeGenerated, 1h), Category, Legacy, IsTold, ${CLIENT.join(', ')},
    Database, Container, Operation, ResourceType, Status
| summarize FirstSeen = min(First), LastSeen = max(Last),
    Operations = make_list(pack_array(Operation, ResourceType, Status,
      Requests, SumRequestBytes, SumResponseBytes, SumRequestUnits, Documents))
  by Account, Hour, Category, Legacy, IsTold, ${CLIENT.join(', ')}, Database, Container
| take ${MOST_ROWS + 1}
`;
}

const CLIENT = ['EntraId', 'PermissionId', 'TokenType', 'Address', 'UserAgent'];

/** Blanks the clients and containers that are not among the heaviest. */
function crowd(): string {
  const client = `Client = strcat_delim("\\n", ${CLIENT.join(', ')})`;
  const place = 'Place = strcat(Database, "/", Container)';
  const heaviest = (key: string, most: number) =>
    `Requests | summarize Weight = sum(1 + coalesce(ResponseBytes, 0.0) / ${BYTES_PER_REQUEST}) by ${key} | top ${most} by Weight`;
  const blanked = CLIENT.map((name) => `${name} = iff(IsTold, ${name}, "")`).join(', ');
  return `let Clients = ${heaviest(client, CROWDED_CLIENTS)} | project Client;
let Places = ${heaviest(place, CROWDED_CONTAINERS)} | project Place;
Requests
| extend ${client}, ${place}
| extend IsTold = Category == "ActivityLog" or Client in (Clients), IsKnownPlace = Place in (Places)
| extend ${blanked},
    Database = iff(IsKnownPlace, Database, ""), Container = iff(IsKnownPlace, Container, "")`;
}

function quoted(name: string): string {
  if (!isAccountName(name)) throw new RangeError(`not an account name: ${JSON.stringify(name)}`);
  return `"${name}"`;
}
