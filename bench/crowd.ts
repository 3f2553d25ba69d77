import { dataPlaneRecord, type RawRecord } from '../lib/simulation/records';

export const ACCOUNTS = 1_000;
export const ACTORS = 100;
export const PARTITIONS = 4;

const AGENTS = [
  'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0',
  'azsdk-java-cosmos/4.63.0 Linux/5.15 JRE/17.0.9',
  'azsdk-python-cosmos/4.7.0 Python/3.12.3 (Linux)',
  'azsdk-js-cosmos/4.1.1 Node/20.11.1',
];

/** One request of each actor of an account in an hour. */
export function recordsOf(account: number, hour: number): RawRecord[] {
  return Array.from({ length: ACTORS }, (_, actor) =>
    dataPlaneRecord({
      time: hour + actor * 1000,
      account: `account-${account}`,
      activityId: `activity-${account}-${hour}-${actor}`,
      address: `20.${actor}.7.${actor}`,
      container: `container-${actor % 30}`,
      document: `document-${actor}`,
      userAgent: AGENTS[actor % AGENTS.length] ?? '',
      entra: `00000000-0000-4000-8000-${String(actor % 20).padStart(12, '0')}`,
      responseBytes: 1000 * (actor + 1),
    }),
  );
}
