import { codeOf, textOf } from '../fields';
import { commandMeaningOf } from '../operation';
import { outcomeOfErrorCode } from '../outcome';
import { principalOf } from '../principal';
import { queryReader } from '../queryText';
import { names } from '../names';
import {
  ACTIVITY_ID,
  clientAddressField,
  containerField,
  databaseField,
  REGION,
  SIZES,
  USER_AGENT,
} from './commonFields';
import { field, operationNameField, uniqueField, type FieldTable } from './fields';
import type { Api, Operation } from '../event';
import type { EventDraft } from '../eventDraft';

/** Spellings of one member each. */
const DATABASE = ['databaseName', 'databasename'];
const ERROR_CODE = ['errorCode', 'statusCode'];

type CommandApi = Exclude<Api, 'nosql'>;

/** Members that may wrap the command's text. A MongoDB command is JSON itself and stays whole. */
const WRAPPERS: Readonly<Record<CommandApi, readonly string[]>> = {
  mongodb: [],
  cassandra: ['request', 'query'],
  gremlin: ['request', 'query', 'gremlin'],
  table: ['request', 'query', 'filter', '$filter'],
};

/**
 * MongoRequests, CassandraRequests, GremlinRequests and TableApiRequests have one set of fields. None
 * tells an HTTP status or an Entra identity; success is in the API's own error code.
 */
export function apiCategory(api: CommandApi): FieldTable {
  const queryOf = queryReader(WRAPPERS[api]);
  return {
    fields: [
      operationNameField(
        (value) => names.operation.get(textOf(value)),
        (event, name) => {
          event.api = api;
          event.operationName = name;
        },
      ),
      databaseField(DATABASE),
      containerField(['collectionName', 'collectionname', 'tableName']),
      clientAddressField(['address', 'clientIpAddress']),
      USER_AGENT,
      REGION,
      ...SIZES,
      ACTIVITY_ID,
      field(
        ERROR_CODE,
        (value) => {
          const errorCode = textOf(value);
          const status = codeOf(errorCode);
          return { status, outcome: outcomeOfErrorCode(api, errorCode, status) };
        },
        (event, { status, outcome }) => {
          event.status = status;
          event.outcome = outcome;
        },
      ),
      uniqueField(
        ['piiCommandText'],
        (value) => queryOf(textOf(value)),
        (event, query) => {
          event.query = query;
        },
      ),
    ],
    joint: [
      {
        members: ['aadPrincipalId', 'authorizationTokenType', 'authTokenType'],
        after: () => [],
        set: (event, properties) => {
          event.principal = principalOf(
            textOf(properties.aadPrincipalId),
            '',
            textOf(properties.authorizationTokenType ?? properties.authTokenType),
          );
        },
      },
      {
        members: [],
        after: () => ['operationName', ...DATABASE, 'piiCommandText'],
        set: (event) => setMeaning(api, event),
      },
    ],
    distinct: {
      members: [...ERROR_CODE, 'piiCommandText'],
      texts: (properties) => [
        textOf(properties.errorCode ?? properties.statusCode),
        textOf(properties.piiCommandText),
      ],
    },
  };
}

function setMeaning(api: CommandApi, event: EventDraft): void {
  const meaning = commandMeaningOf(api, event.operationName, event.database);
  event.resourceType = meaning.resourceType;
  event.operation =
    api === 'gremlin' && meaning.operation === 'query'
      ? gremlinOperationOf(event.query?.text ?? '')
      : meaning.operation;
}

/** Every traversal is logged as `eval`; where its text is known, its steps tell what it changes. */
function gremlinOperationOf(text: string): Operation {
  if (/\.\s*drop\s*\(/.test(text)) return 'delete';
  if (/\.\s*add[VE]\s*\(/.test(text)) return 'create';
  return /\.\s*property\s*\(/.test(text) ? 'replace' : 'query';
}
