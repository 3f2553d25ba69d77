import { clientAddressOf } from '../clientAddress';
import { boundedTextOf, codeOf, textOf, type JsonObject } from '../fields';
import { names } from '../names';
import { dataPlaneOperationOf } from '../operation';
import { outcomeOfStatus } from '../outcome';
import { principalOf } from '../principal';
import { resourceTypeOf } from '../resourceType';
import { ACTIVITY_ID, REGION, SIZES, USER_AGENT } from './commonFields';
import { field, operationNameField, uniqueField, type FieldTable } from './fields';
import type { EventDraft } from '../eventDraft';

const LONGEST_RESOURCE = 2_048;
const LONGEST_OPERATION = 256;

type RequestFields = Omit<FieldTable, 'distinct'>;

/** What a single request and an aggregate of requests have in common. */
export const REQUEST: RequestFields = {
  fields: [
    operationNameField((event, value) => {
      event.api = 'nosql';
      event.operationName = names.operation.get(boundedTextOf(value, LONGEST_OPERATION));
      event.operation = dataPlaneOperationOf(event.operationName);
    }),
    // 2017 records call it `resourceType`.
    field(['requestResourceType', 'resourceType'], (event, value) => {
      event.resourceType = resourceTypeOf(textOf(value));
    }),
    uniqueField(['requestResourceId'], (event, value) => {
      event.resource = boundedTextOf(value, LONGEST_RESOURCE);
    }),
    field(['statusCode'], (event, value) => {
      event.status = codeOf(value);
      event.outcome = outcomeOfStatus(event.status);
    }),
    field(['clientIpAddress'], (event, value) => {
      event.clientIp = clientAddressOf(textOf(value));
    }),
    USER_AGENT,
    REGION,
    ACTIVITY_ID,
  ],
  joint: [
    {
      members: ['databaseName', 'collectionName'],
      after: ['requestResourceId'],
      set: setNames,
    },
    {
      members: ['aadPrincipalId', 'resourceTokenPermissionId', 'authTokenType', 'keyType'],
      after: [],
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
