import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import { BILLING, DEVELOPER, KEY_THIEF, SESSION_THIEF, SHOP, STRANGER } from './cast';
import type { At, Chapter } from './chapter';

const MEGABYTE = 1_000_000;

/** What is unusual only to somebody who knows the accounts. */
export function behaviour(at: At): readonly Chapter[] {
  return [
    { alertType: 'CosmosDB_GeoAnomaly', records: twoPlaces(at) },
    { alertType: 'CosmosDB_PrincipalAnomaly', records: stranger(at) },
    { alertType: 'CosmosDB_ServerScriptChange', records: storedProcedure(at) },
    { alertType: 'CosmosDB_AuthAnomaly', records: keyInsteadOfEntra(at) },
    { alertType: 'CosmosDB_DataExfiltrationAnomaly', records: extraction(at) },
  ];
}

/** The developer looks at orders in Amsterdam; minutes later the same session does so in Brazil. */
function twoPlaces(at: At): RawRecord[] {
  const ids = activityIds(9);
  const look = (share: number, from: typeof DEVELOPER) =>
    dataPlaneRecord({
      ...from,
      time: at(share),
      account: SHOP,
      activityId: ids(),
      operation: 'Query',
      responseBytes: 9_000,
    });
  const before = [0.05, 0.1, 0.15].map((share) => look(share, DEVELOPER));
  return [...before, ...[0.4, 0.45, 0.5, 0.55].map((share) => look(share, SESSION_THIEF))];
}

/** An identity that was never seen lists what there is, container by container. */
function stranger(at: At): RawRecord[] {
  const ids = activityIds(10);
  return Array.from({ length: 40 }, (_, n) =>
    dataPlaneRecord({
      ...STRANGER,
      time: at(0.3 + n / 400),
      account: SHOP,
      activityId: ids(),
      operation: 'Read',
      resourceType: 'Collection',
      container: `container-${n}`,
      responseBytes: 1_400,
    }),
  );
}

function storedProcedure(at: At): RawRecord[] {
  const ids = activityIds(12);
  return [
    dataPlaneRecord({
      ...STRANGER,
      time: at(0.62),
      account: SHOP,
      activityId: ids(),
      operation: 'Create',
      resourceType: 'StoredProcedure',
      status: 201,
      responseBytes: 900,
    }),
  ];
}

/** Invoices are written with managed identities; now somebody comes with the account's key. */
function keyInsteadOfEntra(at: At): RawRecord[] {
  const ids = activityIds(13);
  return [0.66, 0.67].map((share) =>
    dataPlaneRecord({
      ...KEY_THIEF,
      time: at(share),
      account: BILLING,
      activityId: ids(),
      database: 'billing',
      container: 'invoices',
      operation: 'ReadFeed',
      responseBytes: 60_000,
    }),
  );
}

function extraction(at: At): RawRecord[] {
  const ids = activityIds(14);
  return Array.from({ length: 80 }, (_, n) =>
    dataPlaneRecord({
      ...KEY_THIEF,
      time: at(0.7 + n / 400),
      account: BILLING,
      activityId: ids(),
      database: 'billing',
      container: 'invoices',
      operation: 'ReadFeed',
      responseBytes: MEGABYTE,
      requestUnits: 120,
    }),
  );
}
