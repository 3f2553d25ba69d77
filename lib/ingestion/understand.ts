import type { AccessEvent, AccountId } from '../telemetry/event';
import { isEvent } from '../telemetry/parsed';
import { outcomeOfRecord, type RecordOutcome } from '../telemetry/recordOutcome';
import { addCounts, noCounts, type BatchCounts } from './batchCounts';
import type { DeadLetter } from './deadLetter';
import type { Message } from './message';
import type { RecentActivities } from './recentActivities';
import type { RecentRecords } from './recentRecords';

/** What a batch says, once every record has been given its place. */
export interface UnderstoodBatch {
  readonly events: readonly AccessEvent[];
  /** Of these, those with a query text. */
  readonly queries: readonly AccessEvent[];
  /** Of these, those that tell of Azure Resource Manager. */
  readonly managed: readonly AccessEvent[];
  /** Events whose operation was seen before in its other record: they add no volume. */
  readonly twins: ReadonlySet<AccessEvent>;
  /** Records that were seen before in another message: of these only the number matters. */
  readonly copies: readonly AccessEvent[];
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
  const queries: AccessEvent[] = [];
  const managed: AccessEvent[] = [];
  const twins = new Set<AccessEvent>();
  const copies: AccessEvent[] = [];
  const accounts = new Set<AccountId>();
  const deadLetters: DeadLetter[] = [];
  const total = noCounts();
  const counts = messages.map((message) => {
    const count = noCounts();
    count.messages = 1;
    const parsed = placed(message, count, deadLetters);
    // Apart from all else: the tables are large, and many look-ups in a row wait for memory together.
    const originals = recent.records.originals(parsed, copies);
    count.duplicates += parsed.length - originals.length;
    let account: AccountId | null = null;
    for (const event of originals) {
      if (recent.activities.isTwin(event)) {
        twins.add(event);
        count.duplicates += 1;
      } else {
        count.events += 1;
      }
      events.push(event);
      if (event.query !== null) queries.push(event);
      if (event.management !== null) managed.push(event);
      if (event.account !== account) accounts.add((account = event.account));
    }
    addCounts(total, count);
    return count;
  });
  return { events, queries, managed, twins, copies, accounts, deadLetters, counts, total };
}

/** The events of a message; what is none goes to the counts and the dead letters. */
function placed(
  message: Message,
  count: BatchCounts,
  deadLetters: DeadLetter[],
): readonly AccessEvent[] {
  const { position } = message;
  const events: AccessEvent[] = [];
  const place = (outcome: RecordOutcome, index: number) => {
    if (isEvent(outcome)) {
      events.push(outcome);
    } else if (outcome.kind === 'ignored') {
      count.ignored += 1;
    } else {
      const { reason, detail, raw } = outcome;
      deadLetters.push({ message: position, index, reason, detail, raw });
      count.deadLettered += 1;
    }
  };
  if ('outcomes' in message) {
    count.records = message.outcomes.length;
    if (message.outcomes.every(isEvent)) return message.outcomes;
    message.outcomes.forEach(place);
    return events;
  }
  const { records, unreadable } = message;
  count.records = records.length + unreadable.length;
  count.deadLettered += unreadable.length;
  // Both count as elements of the message, in its order.
  let letters = 0;
  const placeLetters = (upTo: number) => {
    for (let next = unreadable[letters]; next !== undefined; next = unreadable[letters]) {
      if (next.before > upTo) return;
      const { before, ...letter } = next;
      deadLetters.push({ message: position, index: before + letters, ...letter });
      letters += 1;
    }
  };
  records.forEach((record, at) => {
    placeLetters(at);
    place(outcomeOfRecord(record, position, at + letters), at + letters);
  });
  placeLetters(records.length);
  return events;
}
