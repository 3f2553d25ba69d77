import { operationsIn } from '../management/joinRecords';
import { isDone, managementKindOf } from '../management/managementKind';
import type { ManagementOperation } from '../management/operation';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccessEvent, AccountId } from '../telemetry/event';

/** Management records that an account keeps to be joined; the oldest go first. */
const MOST_RECORDS = 60;
/** Characters of them all: a document of Cosmos DB holds two megabytes. */
const MOST_CHARACTERS = 1_000_000;
const ID = 'managementRecords';

interface RecordsDocument extends StoredDocument {
  readonly id: typeof ID;
  readonly accountId: AccountId;
  /** In the order of their times. */
  readonly records: readonly AccessEvent[];
}

/**
 * Joins ControlPlaneRequests, which tells what was changed, with the Activity Log, which tells who
 * asked; and the start of an operation with its end. They come by different hubs, minutes apart, in
 * any order, and by any instance, so one document an account keeps the last records of both. There
 * are few: key listings have no counterpart and are not kept.
 */
export class ManagementJoin {
  constructor(private readonly store: DocumentStore) {}

  /**
   * The operations that these events tell of, and those that records of before tell of and that
   * these complete. What comes again gives the same.
   * @throws StorageError
   */
  async join(events: readonly AccessEvent[]): Promise<readonly ManagementOperation[]> {
    const operations: ManagementOperation[] = [];
    const byAccount = new Map<AccountId, AccessEvent[]>();
    for (const event of events) {
      const kind = managementKindOf(event);
      if (kind === null) continue;
      if (kind === 'keyListing') {
        if (isDone(event)) operations.push(alone(event));
        continue;
      }
      const own = byAccount.get(event.account) ?? [];
      own.push(event);
      byAccount.set(event.account, own);
    }
    for (const [account, added] of byAccount) {
      const records = await this.keep(account, added);
      const keys = new Set(added.map(keyOf));
      for (const operation of operationsIn(records)) {
        if (operation.records.some((record) => keys.has(keyOf(record)))) operations.push(operation);
      }
    }
    return operations;
  }

  /** The operations that the kept records of an account tell of. @throws StorageError */
  async operationsOf(account: AccountId): Promise<readonly ManagementOperation[]> {
    const kept = await this.store.read<RecordsDocument>('activity', account, ID);
    return kept === null ? [] : operationsIn(kept.document.records);
  }

  /** Adds records to those of the account and returns all of them. */
  private async keep(
    account: AccountId,
    added: readonly AccessEvent[],
  ): Promise<readonly AccessEvent[]> {
    let records: readonly AccessEvent[] = [];
    const place = { partition: account, id: ID };
    await changeDocument<RecordsDocument>(this.store, 'activity', place, (known) => {
      const before = known?.records ?? [];
      records = merged(before, added);
      if (records.length === before.length && added.every((one) => isAmong(one, before))) {
        return null;
      }
      return { id: ID, schemaVersion: 1, accountId: account, records: newest(records) };
    });
    return records;
  }
}

function alone(event: AccessEvent): ManagementOperation {
  const { account } = event;
  return { account, kind: 'keyListing', event, records: [event], manager: event, join: null };
}

/** Once each, by time; what is over the bound is still joined within its batch. */
function merged(before: readonly AccessEvent[], added: readonly AccessEvent[]): AccessEvent[] {
  const records = new Map(before.map((record) => [keyOf(record), record]));
  for (const event of added) if (!records.has(keyOf(event))) records.set(keyOf(event), lean(event));
  return [...records.values()].sort((a, b) => a.time - b.time || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function newest(records: readonly AccessEvent[]): readonly AccessEvent[] {
  const kept = records.slice(-MOST_RECORDS);
  const lengths = kept.map((record) => JSON.stringify(record).length);
  let length = lengths.reduce((sum, one) => sum + one, 0);
  let first = 0;
  while (length > MOST_CHARACTERS) length -= lengths[first++] ?? length;
  return kept.slice(first);
}

function isAmong(event: AccessEvent, records: readonly AccessEvent[]): boolean {
  const key = keyOf(event);
  return records.some((record) => keyOf(record) === key);
}

function keyOf({ keyHigh, keyLow }: AccessEvent): string {
  return `${keyHigh} ${keyLow}`;
}

const SPARE = /^(hierarchy|eventcategory|message)$/i;
const SPARE_ONCE_ASKED = /^(responsebody|hierarchy|eventcategory|message)$/i;

/** Without what takes room and tells nothing. */
function lean(event: AccessEvent): AccessEvent {
  const { management } = event;
  if (management === null) return event;
  const members = Object.entries(management.properties);
  // The answer repeats what was asked for, and matters where that is not told.
  const isAsked = members.some(([name]) => /^requestbody$/i.test(name));
  const spare = isAsked ? SPARE_ONCE_ASKED : SPARE;
  const properties = Object.fromEntries(members.filter(([name]) => !spare.test(name)));
  const claims = Object.fromEntries(
    Object.entries(management.claims).filter(([name]) =>
      /^(xms_mirid|idtyp|appidacr|appid)$|\/upn$/.test(name),
    ),
  );
  return { ...event, management: { ...management, properties, claims } };
}
