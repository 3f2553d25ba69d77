import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import {
  activityIds,
  accountResource,
  dataPlaneRecord,
  queryRecord,
  randomNumbers,
  type RawRecord,
} from '../lib/simulation/records';

const ACCOUNTS = 60;
const RECORDS_PER_MESSAGE = 50;
/** A day of telemetry: records of one message lie close together. */
const START = Date.parse('2026-03-02T00:00:00Z');
const SPAN = 24 * 3_600_000;

const AGENTS = [
  'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0',
  'azsdk-java-cosmos/4.63.0 Linux/5.15 JRE/17.0.9',
  'azsdk-python-cosmos/4.7.0 Python/3.12.3 (Linux)',
  'azsdk-js-cosmos/4.1.1 Node/20.11.1',
];
const OPERATIONS = ['Read', 'Read', 'Read', 'Create', 'Update', 'Upsert', 'Query', 'ReadFeed'];

/**
 * Writes NDJSON of envelopes, as they lie in an Event Hub: mostly data plane requests, with query
 * records of which some have their values inlined, Mongo commands and a few refused requests.
 */
export async function writeTelemetry(path: string, records: number): Promise<void> {
  const file = createWriteStream(path);
  const random = randomNumbers(7);
  const ids = activityIds(8);
  const pick = <T>(values: readonly T[], fallback: T): T =>
    values[Math.floor(random() * values.length)] ?? fallback;
  for (let at = 0; at < records; at += RECORDS_PER_MESSAGE) {
    const account = Math.floor(random() * ACCOUNTS);
    const message: RawRecord[] = [];
    for (let n = 0; n < RECORDS_PER_MESSAGE && at + n < records; n += 1) {
      const time = START + Math.floor((SPAN * (at + n)) / records);
      message.push(record(time, account));
    }
    if (!file.write(`${JSON.stringify({ records: message })}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);

  function record(time: number, account: number): RawRecord {
    const kind = random();
    const name = `bench-${account}`;
    const activityId = ids();
    if (kind < 0.12) {
      const customer = Math.floor(random() * 1e6);
      const text =
        random() < 0.7
          ? 'SELECT * FROM c WHERE c.customerId = @customer AND c.state IN (@a, @b) ORDER BY c._ts DESC'
          : `SELECT c.id, c.total FROM c WHERE c.customerId = 'customer-${customer}' AND c.total > 100`;
      return queryRecord({
        time,
        account: name,
        activityId,
        text,
        rows: Math.floor(random() * 40),
      });
    }
    if (kind < 0.2) return mongoRecord(time, name, activityId);
    return dataPlaneRecord({
      time,
      account: name,
      activityId,
      operation: pick(OPERATIONS, 'Read'),
      status: kind > 0.998 ? 401 : kind > 0.97 ? 404 : 200,
      address: `20.${account}.4.${Math.floor(random() * 12)}`,
      userAgent: pick(AGENTS, ''),
      document: `document-${Math.floor(random() * 1e7)}`,
      responseBytes: Math.floor(random() * 9000),
      requestBytes: Math.floor(random() * 1000),
      requestUnits: random() * 20,
    });
  }

  function mongoRecord(time: number, name: string, activityId: string): RawRecord {
    const command = `{"find":"orders","filter":{"customer":"c${Math.floor(random() * 5000)}"},"limit":20}`;
    return {
      time: new Date(time).toISOString(),
      resourceId: accountResource(`${name}-mongo`),
      category: 'MongoRequests',
      operationName: 'find',
      properties: {
        activityId,
        opCode: 'MongoOpCode_OP_MSG',
        errorCode: '0',
        duration: '5.1',
        requestCharge: '3.2',
        databaseName: 'shop',
        collectionName: 'orders',
        retryCount: '0',
        authorizationTokenType: 'PrimaryMasterKey',
        address: `20.1.9.${Math.floor(random() * 9)}`,
        piiCommandText: command,
        requestLength: '210',
        responseLength: String(Math.floor(random() * 20_000)),
        userAgent: 'mongo-java-driver|4.11.1',
        region: 'West Europe',
      },
    };
  }
}
