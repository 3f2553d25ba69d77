/** How the records of a message, or of many, were understood. */
export interface BatchCounts {
  messages: number;
  records: number;
  events: number;
  ignored: number;
  deadLettered: number;
  duplicates: number;
}

export function noCounts(): BatchCounts {
  return { messages: 0, records: 0, events: 0, ignored: 0, deadLettered: 0, duplicates: 0 };
}

/** Adds `more` to `counts`. */
export function addCounts(counts: BatchCounts, more: Readonly<BatchCounts>): void {
  counts.messages += more.messages;
  counts.records += more.records;
  counts.events += more.events;
  counts.ignored += more.ignored;
  counts.deadLettered += more.deadLettered;
  counts.duplicates += more.duplicates;
}
