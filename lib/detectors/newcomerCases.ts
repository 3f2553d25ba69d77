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

/** What a command of an API category did, as far as a case tells. */
export interface CommandSketch {
  readonly userAgent: string;
  readonly address?: string;
  readonly category?: string;
  readonly operation?: string;
  readonly errorCode?: string;
  readonly database?: string;
  readonly container?: string;
  readonly responseBytes?: number;
  readonly text?: string;
}

/** Records of an API category, a second apart: no identity but the kind of key, and no HTTP status. */
export function commands(
  count: number,
  seed: number,
  sketch: CommandSketch,
  start = CASE_TIME,
): RawRecord[] {
  const ids = activityIds(seed);
  return requests(count, seed, {}, start).map((like) => ({
    ...like,
    category: sketch.category ?? 'MongoRequests',
    operationName: sketch.operation ?? 'find',
    properties: {
      activityId: ids(),
      opCode: 'MongoOpCode_OP_MSG',
      errorCode: sketch.errorCode ?? '0',
      duration: '3.100000',
      requestCharge: '2.900000',
      databaseName: sketch.database ?? 'shop',
      collectionName: sketch.container ?? 'orders',
      retryCount: '0',
      authorizationTokenType: 'PrimaryMasterKey',
      address: sketch.address ?? '10.1.0.4',
      piiCommandText: sketch.text ?? '',
      userAgent: sketch.userAgent,
      region: 'West Europe',
      requestLength: '180',
      responseLength: String(sketch.responseBytes ?? 2400),
    },
  }));
}
