import {
  activityIds,
  dataPlaneRecord,
  type RawRecord,
  type RequestSketch,
} from '../simulation/records';
import { CASE_TIME } from './detectorCase';

/** Entra identities of the cases. */
export const SHOP_IDENTITY = '00000000-0000-4000-8000-00000000000a';
export const OTHER_IDENTITY = '00000000-0000-4000-8000-00000000000b';
export const POSTMAN = 'PostmanRuntime/7.39.0';
export const PYTHON_SDK = 'azsdk-python-cosmos/4.7.0 Python/3.12.4';

/** Requests of one client, by default the one of `settledHistory`, a second apart. */
export function requests(
  count: number,
  seed: number,
  client: Partial<RequestSketch>,
  start = CASE_TIME,
): RawRecord[] {
  const ids = activityIds(seed);
  return Array.from({ length: count }, (_, n) =>
    dataPlaneRecord({ account: 'shop', ...client, time: start + n * 1000, activityId: ids() }),
  );
}

/** A MongoRequests record: no identity but the kind of key, and no HTTP status. */
export function mongoRequest(seed: number, address: string, userAgent: string): RawRecord {
  const [like] = requests(1, seed, {});
  return {
    ...like,
    category: 'MongoRequests',
    operationName: 'find',
    properties: {
      activityId: activityIds(seed)(),
      opCode: 'MongoOpCode_OP_MSG',
      errorCode: '0',
      duration: '3.100000',
      requestCharge: '2.900000',
      databaseName: 'shop',
      collectionName: 'orders',
      retryCount: '0',
      authorizationTokenType: 'PrimaryMasterKey',
      address,
      piiCommandText: '',
      userAgent,
      region: 'West Europe',
      requestLength: '180',
      responseLength: '2400',
    },
  };
}
