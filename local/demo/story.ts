import type { At, Chapter } from './chapter';
import { BILLING, CLEANER, KEY_THIEF, LISTED_ADDRESS, SHOP, TOR_EXIT, WEB_SHOP } from './cast';
import { behaviour } from './behaviour';
import { management, scaling } from './management';
import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  randomNumbers,
  type RawRecord,
} from '../../lib/simulation/records';

/** The threat list of the story, in the format of `--intel`. */
export const STORY_INTEL = `# Addresses of the demo
${TOR_EXIT},tor,demo Tor exits
${LISTED_ADDRESS},malicious,demo blocklist
`;

const MINUTE = 60_000;
const NORMAL_REQUESTS = 400;

/**
 * A finite story at current time: a shop on an ordinary morning, and what happens to it.
 * @param now epoch ms; all records lie in the minutes before it
 */
export function story(now: number): readonly Chapter[] {
  const at = timesBefore(now);
  return [
    { alertType: null, records: [...ordinaryTraffic(at), ...scaling(at)] },
    { alertType: 'CosmosDB_TorAnomaly', records: torVisit(at) },
    { alertType: 'CosmosDB_SuspiciousIp', records: listedVisit(at) },
    { alertType: 'CosmosDB_SqlInjection.FailedFuzzingAttempt', records: fuzzing(at) },
    { alertType: 'CosmosDB_SqlInjection.DataExfiltration', records: injection(at) },
    { alertType: 'CosmosDB_CredentialGuessing', records: guessing(at) },
    { alertType: 'CosmosDB_MassDeletion', records: deletion(at) },
    ...behaviour(at),
  ];
}

/** The part of the story that the Activity Log tells. @param now as for `story` */
export function managementStory(now: number): readonly Chapter[] {
  return management(timesBefore(now));
}

/** All of it in one hour, since bursts are counted by the hour. */
function timesBefore(now: number): At {
  const hour = now - (now % (60 * MINUTE));
  const start = Math.max(hour, now - 5 * MINUTE);
  return (share) => Math.floor(start + (now - start) * share);
}

function ordinaryTraffic(at: At): RawRecord[] {
  const ids = activityIds(1);
  const random = randomNumbers(2);
  return Array.from({ length: NORMAL_REQUESTS }, (_, n) => {
    const request = {
      ...WEB_SHOP,
      time: at(n / NORMAL_REQUESTS),
      account: SHOP,
      activityId: ids(),
    };
    const responseBytes = 400 + Math.floor(random() * 900);
    if (random() >= 0.3) {
      return [dataPlaneRecord({ ...request, document: `order-${n}`, responseBytes })];
    }
    const text = 'SELECT * FROM c WHERE c.customerId = @customer ORDER BY c.placedAt DESC';
    return [
      queryRecord({ ...request, text, rows: 12 }),
      dataPlaneRecord({ ...request, operation: 'Query', responseBytes: 12 * responseBytes }),
    ];
  }).flat();
}

function torVisit(at: At): RawRecord[] {
  const ids = activityIds(3);
  return [0.1, 0.2, 0.3].map((share) =>
    dataPlaneRecord({
      time: at(share),
      account: SHOP,
      activityId: ids(),
      address: TOR_EXIT,
      operation: 'Query',
      responseBytes: 48_000,
      userAgent: 'azsdk-python-cosmos/4.7.0 Python/3.12.3',
    }),
  );
}

function listedVisit(at: At): RawRecord[] {
  const ids = activityIds(4);
  return [0.25, 0.5].map((share) =>
    dataPlaneRecord({
      time: at(share),
      account: BILLING,
      activityId: ids(),
      database: 'billing',
      container: 'invoices',
      address: LISTED_ADDRESS,
      operation: 'ReadFeed',
      responseBytes: 120_000,
      userAgent: 'Go-http-client/2.0',
    }),
  );
}

/** Query and data plane record of the same request, joined by their activity id. */
function statement(time: number, activityId: string, text: string, rows: number, ok: boolean) {
  return [
    queryRecord({
      time,
      account: SHOP,
      activityId,
      container: 'products',
      text,
      rows,
      status: ok ? 'Finished' : 'Failed',
    }),
    dataPlaneRecord({
      time,
      account: SHOP,
      activityId,
      container: 'products',
      operation: 'Query',
      status: ok ? 200 : 400,
      address: KEY_THIEF.address,
      responseBytes: rows * 700,
    }),
  ];
}

function fuzzing(at: At): RawRecord[] {
  const ids = activityIds(5);
  const tails = ["' UNION SELECT 1, 2, 3 --", "'; DROP TABLE products; --", "' OR SLEEP(5) --"];
  return tails.flatMap((tail, n) =>
    statement(at(0.3 + n / 20), ids(), `SELECT * FROM c WHERE c.name = 'lamp${tail}'`, 0, false),
  );
}

function injection(at: At): RawRecord[] {
  const ids = activityIds(6);
  const texts = [
    "SELECT * FROM c WHERE c.name = 'lamp' OR 1 = 1",
    "SELECT * FROM c WHERE c.name = 'lamp' OR c.id = c.id --'",
  ];
  return texts.flatMap((text, n) => statement(at(0.5 + n / 20), ids(), text, 1800, true));
}

function guessing(at: At): RawRecord[] {
  const ids = activityIds(7);
  return Array.from({ length: 60 }, (_, n) =>
    dataPlaneRecord({
      time: at(0.6 + n / 300),
      account: BILLING,
      activityId: ids(),
      database: 'billing',
      container: 'invoices',
      status: 401,
      address: KEY_THIEF.address,
      userAgent: 'python-requests/2.32.3',
      responseBytes: 180,
    }),
  );
}

function deletion(at: At): RawRecord[] {
  const ids = activityIds(8);
  return Array.from({ length: 620 }, (_, n) =>
    dataPlaneRecord({
      time: at(0.7 + n / 2100),
      account: SHOP,
      activityId: ids(),
      operation: 'Delete',
      status: 204,
      document: `order-${n}`,
      address: CLEANER,
      responseBytes: 0,
    }),
  );
}
