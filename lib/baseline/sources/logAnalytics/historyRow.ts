import type { OperationKind } from '../../../activity/hourActivity';
import { agentOf } from '../../../telemetry/application';
import { clientAddressOf } from '../../../telemetry/clientAddress';
import type { Api, Outcome, Principal } from '../../../telemetry/event';
import { boundedTextOf, quantityOf, textOf } from '../../../telemetry/fields';
import { principalOf } from '../../../telemetry/principal';
import { operationsIn, timeIn, type Cells } from './cells';
import { LogsAnswerError } from './logsReader';
import { meaningOf } from './operationMeaning';

/** Requests of one kind and outcome. */
export interface Work {
  readonly kind: OperationKind;
  readonly outcome: Outcome;
  readonly requests: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestUnits: number;
  readonly documents: number;
}

/** What one client did with one container within an hour, by one log category. */
export interface HistoryRow {
  /** Lower-case resource id as logged. */
  readonly account: string;
  /** Epoch ms. */
  readonly hour: number;
  readonly api: Api;
  /** True for DataPlaneRequests, false for the category of an API. */
  readonly isDataPlane: boolean;
  /** True for AzureDiagnostics. */
  readonly isLegacy: boolean;
  /** False for clients of a crowded hour that were not told apart. */
  readonly isTold: boolean;
  readonly principal: Principal;
  readonly address: string;
  readonly application: string;
  /** `database/container`, the database alone, or empty. */
  readonly container: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly work: readonly Work[];
}

const LONGEST_NAME = 256;

const APIS = new Map<string, Api>([
  ['DataPlaneRequests', 'nosql'],
  ['MongoRequests', 'mongodb'],
  ['CassandraRequests', 'cassandra'],
  ['GremlinRequests', 'gremlin'],
  ['TableApiRequests', 'table'],
]);

/** Identities are told by the code that reads records. @throws LogsAnswerError */
export function historyRowOf(cell: Cells): HistoryRow {
  const category = textOf(cell('Category'));
  const api = APIS.get(category);
  if (api === undefined) throw new LogsAnswerError(`unknown category ${category}`);
  return {
    account: textOf(cell('Account')).toLowerCase(),
    hour: timeIn(cell('Hour')),
    api,
    isDataPlane: category === 'DataPlaneRequests',
    isLegacy: isTrue(cell('Legacy')),
    isTold: isTrue(cell('IsTold')),
    principal: principalOf(
      textOf(cell('EntraId')),
      textOf(cell('PermissionId')),
      textOf(cell('TokenType')),
    ),
    address: clientAddressOf(textOf(cell('Address'))),
    application: agentOf(textOf(cell('UserAgent'))).application.family,
    container: pathOf(cell('Database'), cell('Container')),
    firstSeen: timeIn(cell('FirstSeen')),
    lastSeen: timeIn(cell('LastSeen')),
    work: workIn(cell('Operations'), api, textOf(cell('Database'))),
  };
}

function pathOf(database: unknown, container: unknown): string {
  const parent = boundedTextOf(database, LONGEST_NAME);
  const name = boundedTextOf(container, LONGEST_NAME);
  // A table account has no databases.
  if (parent === '') return name;
  return name === '' ? parent : `${parent}/${name}`;
}

function workIn(operations: unknown, api: Api, database: string): readonly Work[] {
  return operationsIn(operations).map(([name, type, status, ...figures]) => {
    return {
      ...meaningOf(api, textOf(name), textOf(type), textOf(status), database),
      requests: quantityOf(figures[0]),
      requestBytes: quantityOf(figures[1]),
      responseBytes: quantityOf(figures[2]),
      requestUnits: quantityOf(figures[3]),
      documents: quantityOf(figures[4]),
    };
  });
}

/** Some versions of the API write a bool as 1 and 0. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1;
}
