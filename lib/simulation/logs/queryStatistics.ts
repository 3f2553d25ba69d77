import { hashOf } from '../random';
import { nosqlQuery, obfuscated } from '../traffic/query';
import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { QueryIntent } from '../traffic/query';
import type { Request } from '../traffic/request';
import type { RecordPlace } from './dataPlane';

/**
 * The QueryRuntimeStatistics record of a query: its text, and the gateway that ran it instead of
 * the client.
 */
export function queryStatisticsLog(
  request: Request,
  intent: QueryIntent,
  place: RecordPlace,
  activityId: string,
  text: 'obfuscated' | 'full',
): RawRecord {
  const query = nosqlQuery(intent);
  const logged = text === 'full' ? query : obfuscated(query);
  const shape = query.query.replace(/'[^']*'|\b\d+\b/g, '?');
  return {
    // Written when the query has ended, a little after the request.
    time: logTime(request.time + 3),
    resourceId: place.resourceId,
    category: 'QueryRuntimeStatistics',
    properties: {
      activityId,
      databasename: request.container?.database ?? '',
      collectionname: request.container?.name ?? '',
      partitionkeyrangeid: '0',
      useragent: 'cosmos/RoutingGateway',
      subscriptionid: place.subscription,
      resourcegroupname: place.group,
      partialipaddress: '10.0.1.4',
      regionname: place.region,
      authtype: '1',
      numberofrowsreturned: String(request.rows ?? 0),
      signature: signatureOf(query.query),
      shapesignature: `-${signatureOf(shape)}`,
      queryexecutionstatus: request.status < 400 ? 'Finished' : 'Failed',
      querytext: JSON.stringify(logged),
    },
  };
}

/** Equal texts give equal signatures in all accounts; 18 digits fit into 64 bits. */
function signatureOf(text: string): string {
  const half = (seed: number) => String(hashOf(text, seed) % 1_000_000_000);
  return `${half(1)}${half(2).padStart(9, '0')}`;
}
