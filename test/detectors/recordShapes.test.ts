import { describe, expect, test } from '@jest/globals';
import { CASE_TIME, type DetectorCase } from '../../lib/detectors/detectorCase';
import { cases as keyRegeneration } from '../../lib/detectors/keyRegeneration/cases';
import { cases as listKeysPrincipal } from '../../lib/detectors/listKeysPrincipal/cases';
import { cases as listKeysScript } from '../../lib/detectors/listKeysScript/cases';
import { cases as loggingDisabled } from '../../lib/detectors/loggingDisabled/cases';
import { inRestShape } from '../../lib/detectors/managementCases';
import { cases as networkExposure } from '../../lib/detectors/networkExposure/cases';
import { cases as roleEscalation } from '../../lib/detectors/roleEscalation/cases';
import { cases as serverScriptChange } from '../../lib/detectors/serverScriptChange/cases';
import { playCase } from '../../lib/samples/playCase';
import type { RawRecord } from '../../lib/simulation/records';

const ROOMS: Readonly<Record<string, readonly DetectorCase[]>> = {
  'CosmosDB_SuspiciousListKeys.MaliciousScript': listKeysScript,
  'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal': listKeysPrincipal,
  CosmosDB_KeyRegeneration: keyRegeneration,
  CosmosDB_RoleEscalation: roleEscalation,
  CosmosDB_NetworkExposure: networkExposure,
  CosmosDB_LoggingDisabled: loggingDisabled,
  CosmosDB_ServerScriptChange: serverScriptChange,
};

const RESULTS = new Map([
  ['Success', 'Succeeded'],
  ['Start', 'Started'],
  ['Accept', 'Accepted'],
  ['Failure', 'Failed'],
]);

/** Other ways in which Azure writes a record of the Activity Log, each with the same meaning. */
const WAYS: readonly (readonly [string, (record: RawRecord) => RawRecord])[] = [
  ['the REST shape', inRestShape],
  ['category Action', (record) => ({ ...record, category: 'Action' })],
  ['category in capitals', (record) => ({ ...record, category: 'ADMINISTRATIVE' })],
  [
    'results of the REST shape',
    (record) => {
      const { resultType } = record;
      return { ...record, resultType: RESULTS.get(String(resultType)) ?? resultType };
    },
  ],
  [
    'properties as a text',
    (record) => ({ ...record, properties: JSON.stringify(record['properties']) }),
  ],
  [
    'names in the case of the documentation',
    (record) => ({ ...record, operationName: String(record['operationName']).toLowerCase() }),
  ],
];

/** A record of the Activity Log in the shape of the Event Hub. */
function isOfActivityLog(record: RawRecord): boolean {
  return record['identity'] !== undefined && record['callerIpAddress'] !== undefined;
}

async function found(alertType: string, one: DetectorCase, records: readonly RawRecord[]) {
  const { alerts } = await playCase({ ...one, records }, CASE_TIME + 3_600_000);
  return alerts
    .filter((alert) => alert.alertType === alertType)
    .map(({ severity, occurrences, reason }) => ({ severity, occurrences, reason }));
}

/** What cases tell as they stand. */
const asWritten = new Map<DetectorCase, ReturnType<typeof found>>();

function usual(alertType: string, one: DetectorCase): ReturnType<typeof found> {
  const told = asWritten.get(one) ?? found(alertType, one, one.records);
  asWritten.set(one, told);
  return told;
}

describe.each(Object.entries(ROOMS))('%s', (alertType, cases) => {
  test.each(WAYS)('tells the same of %s', async (_, rewritten) => {
    let count = 0;
    for (const one of cases) {
      if (!one.records.some(isOfActivityLog)) continue;
      const records = one.records.map((record) => {
        if (!isOfActivityLog(record)) return record;
        count++;
        return rewritten(record);
      });
      const told = [one.name, await found(alertType, one, records)];
      expect(told).toEqual([one.name, await usual(alertType, one)]);
    }
    expect(count).toBeGreaterThan(0);
  });
});

test.each(['CosmosDB_NetworkExposure', 'CosmosDB_LoggingDisabled', 'CosmosDB_RoleEscalation'])(
  '%s: what was done is told of nobody too, from an address of either kind',
  async (alertType) => {
    for (const one of ROOMS[alertType] ?? []) {
      if (one.expected === null || !one.records.every(isOfActivityLog)) continue;
      for (const identity of [undefined, null, 'a text']) {
        const callerIpAddress = '2001:db8::7';
        const records = one.records.map((record) => ({ ...record, identity, callerIpAddress }));
        const told = await found(alertType, one, records);
        expect([one.name, told.map(({ occurrences }) => occurrences)]).toEqual([one.name, [1]]);
        expect(told[0]?.reason).toContain(callerIpAddress);
      }
    }
  },
);
