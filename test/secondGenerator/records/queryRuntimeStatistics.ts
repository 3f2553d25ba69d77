import { logTime } from '../time';
import type { DataRequest } from '../world/entry';
import { obfuscate } from './obfuscation';
import { capitalId, regionOf } from './logRecord';
import type { LogRecord } from './logRecord';

/** The record beside a query of the NoSQL API: its text, obfuscated unless the account wants it full. */
export function queryStatisticsRecord(
  made: DataRequest,
  query: NonNullable<DataRequest['query']>,
): LogRecord {
  const { account, container } = made;
  const text = account.fullText ? query.text : obfuscate(query.text);
  const shape = obfuscate(query.text).replace(/\b\d+\b/g, '0');
  return {
    // Written when the query ends.
    at: made.at + made.duration,
    account,
    channel: 'resource',
    category: 'QueryRuntimeStatistics',
    body: {
      time: logTime(made.at + made.duration),
      resourceId: capitalId(account),
      category: 'QueryRuntimeStatistics',
      properties: {
        activityId: made.activityId,
        databasename: container.database,
        collectionname: container.name,
        partitionkeyrangeid: String(Number.parseInt(made.activityId.slice(0, 2), 16) % 4),
        useragent:
          made.origin.connection === 'Gateway'
            ? 'Microsoft.Azure.Documents.Common/2.14.0RoutingGateway'
            : made.origin.userAgent,
        subscriptionid: account.subscriptionId,
        resourcegroupname: account.resourceGroup,
        partialipaddress: '10.0.1.4',
        regionname: regionOf(account, made.secondRegion),
        authtype: '1',
        numberofrowsreturned: String(query.rows),
        signature: signature(text),
        shapesignature: signature(shape),
        queryexecutionstatus: query.failed ? 'Failed' : 'Finished',
        querytext: JSON.stringify({
          query: text,
          parameters: account.fullText ? parametersOf(text, made.activityId) : [],
        }),
      },
    },
  };
}

/** Parameters with values, as full text shows them. */
function parametersOf(text: string, activityId: string): { name: string; value: string }[] {
  const names = new Set(text.replace(/'[^']*'/g, '').match(/@\w+/g) ?? []);
  return [...names].map((name, index) => ({ name, value: activityId.slice(index, index + 6) }));
}

const known = new Map<string, string>();

/** A signed 64-bit number made from the text (FNV-1a). */
function signature(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  let value = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) {
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  const made = BigInt.asIntN(64, value).toString();
  if (known.size < 20_000) known.set(text, made);
  return made;
}
