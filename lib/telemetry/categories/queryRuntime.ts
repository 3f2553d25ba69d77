import { agentOf } from '../application';
import { boundedTextOf, numberOf, textOf, type JsonObject } from '../fields';
import { queryReader } from '../queryText';
import { names } from '../names';
import { ACTIVITY_ID } from './commonFields';
import { field, operationNameField, type FieldTable } from './fields';

const LONGEST_NAME = 256;
const GATEWAY = 'RoutingGateway';

const queryOf = queryReader(['query']);

/**
 * QueryRuntimeStatistics: the text of a query of the NoSQL API. It tells no client and no identity:
 * its address (`partialipaddress`) and often its user agent are those of the gateway that ran the
 * query, so both stay empty until the data-plane record of the same activity id is joined.
 */
export const QUERY_RUNTIME: FieldTable = {
  fields: [
    operationNameField((event, value) => {
      event.api = 'nosql';
      event.operation = 'query';
      event.resourceType = 'document';
      event.operationName = names.operation.get(textOf(value));
    }),
    field(['databasename', 'databaseName'], (event, value) => {
      event.database = names.database.get(textOf(value));
    }),
    field(['collectionname', 'collectionName'], (event, value) => {
      event.container = names.container.get(textOf(value));
    }),
    field(['regionname', 'regionName'], (event, value) => {
      event.region = names.region.get(textOf(value));
    }),
    ACTIVITY_ID,
    field(['useragent', 'userAgent'], (event, value) => {
      const userAgent = textOf(value);
      const agent = agentOf(userAgent.endsWith(GATEWAY) ? '' : userAgent);
      event.userAgent = agent.userAgent;
      event.application = agent.application;
    }),
  ],
  joint: [
    {
      members: [
        'querytext',
        'queryText',
        'queryexecutionstatus',
        'numberofrowsreturned',
        'shapesignature',
      ],
      after: [],
      set: (event, properties) => {
        const rows = textOf(properties.numberofrowsreturned);
        event.query = queryOf(queryTextOf(properties), {
          status: boundedTextOf(properties.queryexecutionstatus, LONGEST_NAME),
          rows: rows === '' ? -1 : numberOf(rows),
          shapeSignature: boundedTextOf(properties.shapesignature, LONGEST_NAME),
        });
      },
    },
  ],
  // By the text and not by `signature`: the Log Analytics table has no signature.
  distinct: {
    members: ['partitionkeyrangeid', 'querytext', 'queryText'],
    texts: (properties) => [textOf(properties.partitionkeyrangeid), queryTextOf(properties)],
  },
};

function queryTextOf(properties: JsonObject): string {
  return textOf(properties.querytext ?? properties.queryText);
}
