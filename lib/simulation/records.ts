/** Diagnostic records in the shape that Azure Monitor sends, for demos, samples and cases. */

export type RawRecord = Readonly<Record<string, unknown>>;

/** Made-up accounts live in this subscription, which cannot exist. */
export const SUBSCRIPTION = '00000000-0000-0000-0000-00000000c0de';

/** Resource id as Azure writes it in records: upper case. */
export function accountResource(name: string, group = 'demo'): string {
  return (
    `/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/${group}` +
    `/PROVIDERS/MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS/${name}`
  ).toUpperCase();
}

export interface RequestSketch {
  /** Epoch ms. */
  readonly time: number;
  readonly account: string;
  readonly activityId: string;
  readonly operation?: string;
  readonly resourceType?: string;
  readonly database?: string;
  readonly container?: string;
  /** Id of a document. */
  readonly document?: string;
  readonly status?: number;
  readonly address?: string;
  readonly userAgent?: string;
  /** Entra object id; a key is used without it. */
  readonly entra?: string;
  readonly key?: string;
  readonly responseBytes?: number;
  readonly requestBytes?: number;
  readonly requestUnits?: number;
}

/** A DataPlaneRequests record; every value is a text, as Azure writes it. */
export function dataPlaneRecord(sketch: RequestSketch): RawRecord {
  const { database = 'shop', container = 'orders', document = '', entra = '' } = sketch;
  const key = entra === '' ? (sketch.key ?? 'PrimaryMasterKey') : '';
  const path = [
    ...(database === '' ? [] : ['dbs', database]),
    ...(container === '' ? [] : ['colls', container]),
    ...(document === '' ? [] : ['docs', document]),
  ];
  return {
    time: new Date(sketch.time).toISOString().replace('Z', '0000Z'),
    resourceId: accountResource(sketch.account),
    category: 'DataPlaneRequests',
    operationName: sketch.operation ?? 'Read',
    properties: {
      activityId: sketch.activityId,
      requestResourceType: sketch.resourceType ?? 'Document',
      requestResourceId: path.length === 0 ? '' : `/${path.join('/')}`,
      collectionRid: '',
      databaseRid: '',
      statusCode: String(sketch.status ?? 200),
      duration: '4.347800',
      userAgent: sketch.userAgent ?? 'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0',
      clientIpAddress: sketch.address ?? '10.1.0.4',
      requestCharge: (sketch.requestUnits ?? 1).toFixed(6),
      requestLength: String(sketch.requestBytes ?? 0),
      responseLength: String(sketch.responseBytes ?? 512),
      resourceTokenPermissionId: '',
      resourceTokenPermissionMode: '',
      resourceTokenUserRid: '',
      region: 'West Europe',
      partitionId: '',
      aadAppliedRoleAssignmentId: '',
      aadPrincipalId: entra,
      authTokenType: key,
      keyType: key,
      connectionMode: 'Gateway',
      subscriptionId: SUBSCRIPTION,
      databaseName: database,
      collectionName: container,
    },
  };
}

export interface QuerySketch {
  readonly time: number;
  readonly account: string;
  readonly activityId: string;
  readonly text: string;
  readonly database?: string;
  readonly container?: string;
  readonly status?: string;
  readonly rows?: number;
}

/** A QueryRuntimeStatistics record: the text, and no client. */
export function queryRecord(sketch: QuerySketch): RawRecord {
  return {
    time: new Date(sketch.time).toISOString().replace('Z', '0000Z'),
    resourceId: accountResource(sketch.account),
    category: 'QueryRuntimeStatistics',
    properties: {
      activityId: sketch.activityId,
      databasename: sketch.database ?? 'shop',
      collectionname: sketch.container ?? 'orders',
      partitionkeyrangeid: '0',
      useragent: 'RoutingGateway',
      subscriptionid: SUBSCRIPTION,
      resourcegroupname: 'demo',
      partialipaddress: '10.0.1.4',
      regionname: 'West Europe',
      authtype: '1',
      numberofrowsreturned: String(sketch.rows ?? 1),
      signature: '4036375829063283830',
      shapesignature: '-8612658657970479756',
      queryexecutionstatus: sketch.status ?? 'Finished',
      querytext: JSON.stringify({ query: sketch.text, parameters: [] }),
    },
  };
}

/** Deterministic activity ids: the same seed gives the same ids. */
export function activityIds(seed: number): () => string {
  const random = randomNumbers(seed);
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, by T. Ettinger, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
