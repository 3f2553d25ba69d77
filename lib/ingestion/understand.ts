import type { AccessEvent, AccountId } from '../telemetry/event';
import { deadLetter, isEvent, type Parsed } from '../telemetry/parsed';
import { parseRecord } from '../telemetry/parse';
import { rawCopy } from '../telemetry/rawCopy';
import { addCounts, noCounts, type BatchCounts } from './batchCounts';
import type { DeadLetter } from './deadLetter';
import type { Message } from './message';
import type { RecentActivities } from './recentActivities';
import type { RecentRecords } from './recentRecords';

/** What a batch says, once every record has been given its place. */
export interface UnderstoodBatch {
  readonly events: readonly AccessEvent[];
  /** Events whose operation was seen before in its other record: they add no volume. */
  readonly twins: ReadonlySet<AccessEvent>;
  readonly accounts: ReadonlySet<AccountId>;
  readonly deadLetters: readonly DeadLetter[];
  /** Counts of each message, in the order of the messages. */
  readonly counts: readonly BatchCounts[];
  readonly total: BatchCounts;
}

/**
 * Gives every record its place: event, ignored, dead letter or duplicate. A second record of an
 * operation, in another category, is counted as a duplicate but still judged for what it adds.
 */
export function understand(
  messages: readonly Message[],
  recent: { readonly records: RecentRecords; readonly activities: RecentActivities },
): UnderstoodBatch {
  const events: AccessEvent[] = [];
  const twins = new Set<AccessEvent>();
  const accounts = new Set<AccountId>();
  const deadLetters: DeadLetter[] = [];
  const total = noCounts();
  const counts = messages.map((message) => {
    const count = noCounts();
    count.messages = 1;
    count.records = message.records.length + message.unreadable.length;
    count.deadLettered = message.unreadable.length;
    message.unreadable.forEach((stretch, at) => {
      const index = message.records.length + at;
      deadLetters.push({ message: message.position, index, ...stretch });
    });
    for (let index = 0; index < message.records.length; index += 1) {
      const record = message.records[index];
      const parsed = parse(record, message, index);
      if (isEvent(parsed)) {
        if (recent.records.isCopy(parsed)) {
          count.duplicates += 1;
          continue;
        }
        const twin = recent.activities.isTwin(parsed);
        if (twin) twins.add(parsed);
        count[twin ? 'duplicates' : 'events'] += 1;
        events.push(parsed);
        accounts.add(parsed.account);
      } else if (parsed.kind === 'ignored') {
        count.ignored += 1;
      } else {
        count.deadLettered += 1;
        const { reason, detail } = parsed;
        deadLetters.push({
          message: message.position,
          index,
          reason,
          detail,
          raw: rawCopy(record),
        });
      }
    }
    addCounts(total, count);
    return count;
  });
  return { events, twins, accounts, deadLetters, counts, total };
}

/** A fault of ours in one record must not take its neighbours with it. */
function parse(record: unknown, { position }: Message, index: number): Parsed {
  try {
    return parseRecord(record, position, index);
  } catch (error) {
    return deadLetter('parserFault', String(error));
  }
}
