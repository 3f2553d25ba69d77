import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  type RawRecord,
} from '../../lib/simulation/records';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const RECORDS_PER_MESSAGE = 20;

/** The threat list of the sample. */
export const SAMPLE_INTEL = `# Addresses of the sample, from the ranges kept for examples (RFC 5737)
198.51.100.77,tor,sample Tor exits
203.0.113.66,malicious,sample blocklist
`;

/** An hour of a web shop with one attack of each type, as NDJSON of Event Hub messages. */
export function sampleTelemetry(): string {
  const ids = activityIds(2026);
  const request = (minute: number, rest: Partial<Parameters<typeof dataPlaneRecord>[0]>) =>
    dataPlaneRecord({
      time: START + minute * MINUTE,
      account: 'shop',
      activityId: ids(),
      address: '192.0.2.20',
      ...rest,
    });
  const many = (count: number, make: (n: number) => RawRecord): RawRecord[] =>
    Array.from({ length: count }, (_, n) => make(n));
  const statement = (minute: number, text: string, status: 'Finished' | 'Failed'): RawRecord[] => {
    const activityId = ids();
    const ok = status === 'Finished';
    const place = { activityId, container: 'products' };
    const time = START + minute * MINUTE;
    return [
      queryRecord({ ...place, time, account: 'shop', text, status, rows: ok ? 1800 : 0 }),
      request(minute, { ...place, operation: 'Query', status: ok ? 200 : 400, address: ATTACKER }),
    ];
  };
  const lamp = "SELECT * FROM c WHERE c.name = 'lamp";
  const records = [
    ...many(20, (n) => request(n, { document: `order-${n}` })),
    ...many(3, (n) => request(20 + n, { operation: 'Query', address: '198.51.100.77' })),
    ...many(2, (n) => request(24 + n, { operation: 'ReadFeed', address: '203.0.113.66' })),
    ...statement(30, `${lamp}' UNION SELECT 1, 2, 3 --`, 'Failed'),
    ...statement(31, `${lamp}' OR 1 = 1`, 'Finished'),
    ...many(32, (n) => request(40 + n / 8, { status: 401, address: ATTACKER })),
    request(50, {
      operation: 'Delete',
      status: 204,
      resourceType: 'Collection',
      address: '192.0.2.99',
    }),
    { category: 'DataPlaneRequests', time: 'yesterday' },
  ];
  const messages = many(Math.ceil(records.length / RECORDS_PER_MESSAGE), (n) => ({
    records: records.slice(n * RECORDS_PER_MESSAGE, (n + 1) * RECORDS_PER_MESSAGE),
  }));
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}

const ATTACKER = '203.0.113.150';
