import { boundedTextOf, codeOf, textOf, type JsonObject } from '../fields';
import { names } from '../names';
import { dataPlaneOperationOf } from '../operation';
import { outcomeOfStatus } from '../outcome';
import { principalOf } from '../principal';
import { resourceTypeOf } from '../resourceType';
import { ACTIVITY_ID, clientAddressField, REGION, SIZES, USER_AGENT } from './commonFields';
import { field, operationNameField, uniqueField, type FieldTable } from './fields';
import type { EventDraft } from '../eventDraft';

const LONGEST_RESOURCE = 2_048;
const LONGEST_OPERATION = 256;

type RequestFields = Omit<FieldTable, 'distinct'>;

/** What a single request and an aggregate of requests have in common. */
export const REQUEST: RequestFields = {
  fields: [
    operationNameField(
      (value) => {
        const name = names.operation.get(boundedTextOf(value, LONGEST_OPERATION));
        return { name, operation: dataPlaneOperationOf(name) };
      },
      (event, { name, operation }) => {
        event.api = 'nosql';
        event.operationName = name;
        event.operation = operation;
      },
    ),
    // 2017 records call it `resourceType`.
    field(
      ['requestResourceType', 'resourceType'],
      (value) => resourceTypeOf(textOf(value)),
      (event, resourceType) => {
        event.resourceType = resourceType;
      },
    ),
    uniqueField(
      ['requestResourceId'],
      (value) => boundedTextOf(value, LONGEST_RESOURCE),
      (event, resource) => {
        event.resource = resource;
      },
    ),
    field(['statusCode'], codeOf, (event, status) => {
      event.status = status;
      event.outcome = outcomeOfStatus(status);
    }),
    clientAddressField(['clientIpAddress']),
    USER_AGENT,
    REGION,
    ACTIVITY_ID,
  ],
  joint: [
    {
      members: ['databaseName', 'collectionName'],
      after: ({ databaseName }) => (textOf(databaseName) === '' ? ['requestResourceId'] : []),
      set: setNames,
    },
    {
      members: ['aadPrincipalId', 'resourceTokenPermissionId', 'authTokenType', 'keyType'],
      after: () => [],
      set: (event, properties) => {
        event.principal = principalOf(
          textOf(properties.aadPrincipalId),
          textOf(properties.resourceTokenPermissionId),
          textOf(properties.authTokenType) || textOf(properties.keyType),
        );
      },
    },
  ],
};

const NOTHING_ELSE = ['', ''] as const;

/** DataPlaneRequests: one request to the back end. */
export const DATA_PLANE: FieldTable = {
  fields: [...REQUEST.fields, ...SIZES],
  joint: REQUEST.joint,
  distinct: { members: [], texts: () => NOTHING_ELSE },
};

/** Names as logged, or of `/dbs/<database>/colls/<container>/...` where the properties are empty. */
function setNames(event: EventDraft, properties: JsonObject): void {
  event.database = names.database.get(textOf(properties.databaseName));
  event.container = names.container.get(textOf(properties.collectionName));
  if (event.database !== '' || !event.resource.startsWith('/dbs/')) return;
  const [, , database, collections, container] = event.resource.split('/', 5);
  event.database = names.database.get(database ?? '');
  if (collections === 'colls') event.container = names.container.get(container ?? '');
}
