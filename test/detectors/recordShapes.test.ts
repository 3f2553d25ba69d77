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
import { isJsonObject } from '../../lib/telemetry/fields';

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

type Way = readonly [string, (record: RawRecord) => RawRecord | null];

/** Other ways in which Azure writes a record of the Activity Log, each with the same meaning. */
const OF_ACTIVITY_LOG: readonly Way[] = [
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
  ['properties as a text', inText],
  ['names in lower case, no fraction of a second', inLowerCase],
  ['an address in the form of IPv6', (record) => withAddress(record, (text) => `::ffff:${text}`)],
  ['an address with its port', (record) => withAddress(record, (text) => `${text}:50123`)],
  ['a body of fifty thousand characters', withLongBody],
];

/** Other ways of ControlPlaneRequests. */
const OF_CONTROL_PLANE: readonly Way[] = [
  ['category in capitals', (record) => ({ ...record, category: 'CONTROLPLANEREQUESTS' })],
  ['type instead of category', ({ category, ...rest }) => ({ ...rest, type: category })],
  ['properties as a text', inText],
  ['names of properties as in Log Analytics', withCapitals],
  ['names in lower case, no fraction of a second', inLowerCase],
  ['the status as a number', (record) => withResult(record, { httpstatusCode: 200 })],
  ['status 201 and result Created', (record) => withResult(record, DONE_OTHERWISE)],
  ['result Succeeded', (record) => withResult(record, { result: 'Succeeded' })],
  ['result Success', (record) => withResult(record, { result: 'Success' })],
  ['no status', (record) => withResult(record, { httpstatusCode: '' })],
  ['a thousand firewall rules', withManyRules],
  ['the completion alone', (record) => (isStart(record) ? null : record)],
  [
    'one record for start and completion',
    (record) =>
      isStart(record) ? null : withName(record, (name) => name.replace(/Complete$/, '')),
  ],
];
const DONE_OTHERWISE = { httpstatusCode: '201', result: 'Created' };

function inText(record: RawRecord): RawRecord {
  return { ...record, properties: JSON.stringify(record['properties']) };
}

function propertiesOf(record: RawRecord): readonly (readonly [string, unknown])[] {
  const { properties } = record;
  return isJsonObject(properties) ? Object.entries(properties) : [];
}

function inLowerCase(record: RawRecord): RawRecord {
  const lower = (name: string) => String(record[name]).toLowerCase();
  return {
    ...record,
    operationName: lower('operationName'),
    resourceId: lower('resourceId'),
    time: String(record['time']).replace(/\.\d+Z/, 'Z'),
  };
}

function withAddress(record: RawRecord, change: (text: string) => string): RawRecord {
  const address = String(record['callerIpAddress']);
  return address.includes(':') ? record : { ...record, callerIpAddress: change(address) };
}

/** What nobody asks for stands before what matters, in objects and in texts. */
function withLongBody(record: RawRecord): RawRecord {
  const properties = propertiesOf(record).map(([name, value]): [string, unknown] => {
    if (!/body$/i.test(name)) return [name, value];
    const told: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    const body = isJsonObject(told) ? told : {};
    const padding = { tags: { note: 'x'.repeat(50_000) } };
    const { properties: inner } = body;
    const whole = isJsonObject(inner)
      ? { ...padding, ...body, properties: { locations: padding, ...inner } }
      : { ...padding, ...body };
    return [name, typeof value === 'string' ? JSON.stringify(whole) : whole];
  });
  return { ...record, properties: Object.fromEntries(properties) };
}

function withCapitals(record: RawRecord): RawRecord {
  const properties = propertiesOf(record).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ]);
  return { ...record, properties: Object.fromEntries(properties) };
}

/** A longer list of the same kind: rules for single addresses open nothing. */
function withManyRules(record: RawRecord): RawRecord {
  const rules: unknown = Reflect.get(Object(record['properties']), 'ipRangeFilter');
  if (typeof rules !== 'string' || rules === '') return record;
  const more = Array.from({ length: 1_000 }, (_, n) => `198.18.${Math.floor(n / 250)}.${n % 250}`);
  const ipRangeFilter = [...more, rules].join(',');
  return { ...record, properties: { ...Object(record['properties']), ipRangeFilter } };
}

/** Of a record that tells of success; others stay as they are. */
function withResult(record: RawRecord, result: object): RawRecord {
  const properties: unknown = record['properties'];
  if (Reflect.get(Object(properties), 'httpstatusCode') !== '200') return record;
  return { ...record, properties: { ...Object(properties), ...result } };
}

function withName(record: RawRecord, change: (name: string) => string): RawRecord {
  return { ...record, operationName: change(String(record['operationName'])) };
}

function isStart(record: RawRecord): boolean {
  return String(record['operationName']).endsWith('Start');
}

/** A record of the Activity Log in the shape of the Event Hub. */
function isOfActivityLog(record: RawRecord): boolean {
  return record['identity'] !== undefined && record['callerIpAddress'] !== undefined;
}

function isOfControlPlane(record: RawRecord): boolean {
  return record['category'] === 'ControlPlaneRequests';
}

async function found(alertType: string, one: DetectorCase, records: readonly RawRecord[]) {
  const { alerts, deadLettered } = await playCase({ ...one, records }, CASE_TIME + 3_600_000);
  expect(deadLettered).toBe(0);
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

/** All cases with such records tell the same when these are written in another way. */
async function expectSame(
  alertType: string,
  cases: readonly DetectorCase[],
  isOwn: (record: RawRecord) => boolean,
  rewritten: Way[1],
): Promise<void> {
  const own = cases.filter(({ records }) => records.some(isOwn));
  expect(own.length).toBeGreaterThan(0);
  for (const one of own) {
    const records = one.records.flatMap((record): readonly RawRecord[] => {
      const written = isOwn(record) ? rewritten(record) : record;
      return written === null ? [] : [written];
    });
    const told = [one.name, await found(alertType, one, records)];
    expect(told).toEqual([one.name, await usual(alertType, one)]);
  }
}

describe.each(Object.entries(ROOMS))('%s, by the Activity Log', (alertType, cases) => {
  test.each(OF_ACTIVITY_LOG)('tells the same of %s', async (_, rewritten) => {
    await expectSame(alertType, cases, isOfActivityLog, rewritten);
  });
});

/** Key listings and new keys are not told there. */
const IN_CONTROL_PLANE = Object.entries(ROOMS).filter(
  ([alertType]) => !/Keys|KeyRegeneration/.test(alertType),
);

describe.each(IN_CONTROL_PLANE)('%s, by ControlPlaneRequests', (alertType, cases) => {
  test.each(OF_CONTROL_PLANE)('tells the same of %s', async (_, rewritten) => {
    await expectSame(alertType, cases, isOfControlPlane, rewritten);
  });

  test('fires by these alone, and not on what was refused or only begun', async () => {
    const alone = cases.filter(
      ({ expected, records }) => expected !== null && records.every(isOfControlPlane),
    );
    expect(alone.length).toBeGreaterThan(0);
    for (const one of alone) {
      for (const httpstatusCode of ['403', '409', '500']) {
        const refused = one.records.map((record) =>
          withResult(record, { httpstatusCode, result: 'Failed' }),
        );
        expect([one.name, await found(alertType, one, refused)]).toEqual([one.name, []]);
      }
      const begun = one.records.filter(isStart);
      expect([one.name, await found(alertType, one, begun)]).toEqual([one.name, []]);
    }
  });
});

describe.each(Object.entries(ROOMS))('%s, by the Activity Log alone', (alertType, cases) => {
  test.each(['Failure', 'Failed', 'Start', 'Started', 'Accept', 'Accepted'])(
    'tells nothing of what did not come to an end: %s',
    async (resultType) => {
      const alone = cases.filter(
        ({ expected, records }) => expected !== null && records.every(isOfActivityLog),
      );
      expect(alone.length).toBeGreaterThan(0);
      for (const one of alone) {
        const resultSignature = resultType.startsWith('Fail') ? 'Failed.Forbidden' : '';
        const records = one.records.map((record) => ({ ...record, resultType, resultSignature }));
        const told = await found(alertType, one, records);
        // A script that asks in vain is told, with less weight.
        const loud = told.filter(({ reason }) => !reason.includes('with less success'));
        expect([one.name, loud]).toEqual([one.name, []]);
      }
    },
  );
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

test.each(Object.entries(ROOMS))(
  '%s: no record without an identity is lost',
  async (type, cases) => {
    for (const one of cases) {
      for (const identity of [undefined, null, 'a text']) {
        const records = one.records.map((record) =>
          isOfActivityLog(record) ? { ...record, identity } : record,
        );
        // It expects that there are no dead letters.
        await found(type, one, records);
      }
    }
  },
);
