import { accountResource, type RawRecord } from '../../lib/simulation/records';

/** Records of the categories that the demo leaves out, with values of our own. */

const SUBSCRIPTION = '00000000-0000-0000-0000-00000000c0de';
const head = (time: number, category: string) => ({
  time: new Date(time).toISOString(),
  resourceId: accountResource('demo-shop'),
  category,
});

export function controlPlane(time: number): RawRecord {
  return {
    ...head(time, 'ControlPlaneRequests'),
    operationName: 'AccountUpdateStart',
    properties: {
      activityId: '7b1d0c52-0000-4000-8000-000000000001',
      httpMethod: 'PUT',
      apiKind: 'Sql',
      resourceUri: '',
      ipRangeFilter: '',
    },
  };
}

export function activityLog(time: number): RawRecord {
  return {
    ...head(time, 'Administrative'),
    operationName: 'MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS/LISTKEYS/ACTION',
    resultType: 'Success',
    callerIpAddress: '192.0.2.50',
    correlationId: '7b1d0c52-0000-4000-8000-000000000002',
    identity: { claims: { appid: '7b1d0c52-0000-4000-8000-00000000000a' } },
  };
}

export function aggregate(time: number): RawRecord {
  return {
    ...head(time, 'DataPlaneRequests5M'),
    operationName: 'Read',
    properties: { sampleCount: '12', statusCode: '200', clientIpAddress: '192.0.2.20' },
  };
}

/** The same request in the data plane log and in its API's category. */
export function apiRequest(time: number): RawRecord[] {
  const activityId = '7b1d0c52-0000-4000-8000-000000000003';
  return [
    {
      ...head(time, 'MongoRequests'),
      operationName: 'find',
      properties: {
        activityId,
        opCode: 'OP_MSG',
        errorCode: '0',
        duration: '3.1',
        requestCharge: '2.3',
        databaseName: 'shop',
        collectionName: 'orders',
        address: '192.0.2.20:51234',
        userId: SUBSCRIPTION,
        piiCommandText: '{"find": "orders", "filter": {"_id": "1"}}',
      },
    },
    {
      ...head(time, 'DataPlaneRequests'),
      operationName: 'Query',
      properties: { activityId, statusCode: '200', clientIpAddress: '192.0.2.20' },
    },
  ];
}
