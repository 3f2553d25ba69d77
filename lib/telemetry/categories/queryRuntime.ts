import { agentOf } from '../application';
import { boundedTextOf, numberOf, textOf, type JsonObject } from '../fields';
import { queryReader } from '../queryText';
import { names } from '../names';
import { ACTIVITY_ID, containerField, databaseField, regionField, setAgent } from './commonFields';
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
    operationNameField(
      (value) => names.operation.get(textOf(value)),
      (event, name) => {
        event.api = 'nosql';
        event.operation = 'query';
        event.resourceType = 'document';
        event.operationName = name;
      },
    ),
    databaseField(['databasename', 'databaseName']),
    containerField(['collectionname', 'collectionName']),
    regionField(['regionname', 'regionName']),
    ACTIVITY_ID,
    field(
      ['useragent', 'userAgent'],
      (value) => {
        const userAgent = textOf(value);
        return agentOf(userAgent.endsWith(GATEWAY) ? '' : userAgent);
      },
      setAgent,
    ),
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
      after: () => [],
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
