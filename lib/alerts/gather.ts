import type { Finding, WindowFinding } from './finding';
import { worse, type Severity } from './alert';
import type { AlertChange, Occurrence } from './change';
import type { AlertDocument } from './document';
import { factsOfClient, insteadOf, mergeFacts, NO_FACTS, type Client, type Facts } from './facts';
import { NO_OCCURRENCES, Occurrences, type StoredOccurrences } from './occurrences';

/** ISO 3166 code of an address's country, or null. */
export type CountryOf = (address: string) => string | null;

/** What an alert has gathered so far; everything that it says is made from it. */
export interface Gathered {
  readonly finding: Finding;
  readonly severity: Severity;
  readonly confidence: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly occurrences: number;
  readonly stored: StoredOccurrences;
  readonly facts: Facts;
  readonly details: Readonly<Record<string, string>>;
}

/** What the alert gathers by a change; `known` is what is stored of it. */
export function gather(
  change: AlertChange,
  known: AlertDocument | null,
  country: CountryOf,
): Gathered {
  const occurrences = new Occurrences(known?.internal.occurrences ?? NO_OCCURRENCES);
  let gathered: Gathered | null = known === null ? null : gatheredFrom(known);
  for (const occurrence of change.occurrences) {
    const added = occurrences.add(occurrence.entry, occurrence.message);
    // What both logs tell of a management operation is one: it adds to what is known, and sums nothing.
    const isManaged = occurrence.event.management !== null;
    if (added === 'new' || isManaged || gathered === null)
      gathered = withOccurrence(gathered, occurrence);
    else gathered = { ...gathered, facts: withKnownClient(gathered.facts, occurrence, country) };
  }
  if (change.window?.tied !== undefined) return retold(change.window, gathered);
  if (change.window !== null) {
    const { window } = change;
    const before = gathered ?? { ...start(window, window.facts), startTime: window.startTime };
    const isLarger = window.occurrences >= before.occurrences;
    gathered = {
      ...withFinding(before, window, Math.min(before.startTime, window.startTime)),
      endTime: Math.max(before.endTime, window.endTime),
      occurrences: Math.max(before.occurrences, window.occurrences),
      facts: isLarger
        ? insteadOf(window.facts, before.facts)
        : insteadOf(before.facts, window.facts),
    };
  }
  if (gathered === null) throw new RangeError(`Change of alert ${change.id} holds no finding`);
  return change.window === null
    ? { ...gathered, occurrences: occurrences.size, stored: occurrences.toStored() }
    : gathered;
}

/** What a stored alert has gathered. */
export function gatheredFrom(known: AlertDocument): Gathered {
  const { group, startTime, endTime, occurrences: stored, details } = known.internal;
  // Alerts of earlier versions lack the newer facts.
  const facts = { ...NO_FACTS, ...known.internal.facts };
  const { severity, confidence, occurrences, accountId, api } = known;
  const finding = {
    account: accountId,
    api,
    group,
    time: startTime,
    severity,
    confidence,
    details,
  };
  return { finding, severity, confidence, startTime, endTime, occurrences, stored, facts, details };
}

function start(finding: Finding, facts: Facts): Gathered {
  const { severity, confidence, time, details } = finding;
  const stored = NO_OCCURRENCES;
  const times = { startTime: time, endTime: time };
  return { finding, severity, confidence, ...times, occurrences: 0, stored, facts, details };
}

/** What is told anew as a whole; it is never less severe than before. */
function retold(window: WindowFinding, before: Gathered | null): Gathered {
  const { startTime, endTime, occurrences } = window;
  const severity = worse(before?.severity ?? 'Informational', window.severity);
  return { ...start(window, window.facts), severity, startTime, endTime, occurrences };
}

function withOccurrence(gathered: Gathered | null, { finding, facts }: Occurrence): Gathered {
  const before = gathered ?? start(finding, NO_FACTS);
  return {
    ...withFinding(before, finding, Math.min(before.startTime, finding.time)),
    endTime: Math.max(before.endTime, finding.time),
    facts: mergeFacts(before.facts, facts),
  };
}

/**
 * Severity and confidence only rise; the details of the surest finding stay. Of two that are as sure,
 * those that come first by their text stay, so that the order of arrival is nothing.
 */
function withFinding(before: Gathered, finding: Finding, startTime: number): Gathered {
  const surer =
    finding.confidence > before.confidence ||
    (finding.confidence === before.confidence &&
      JSON.stringify(finding.details) < JSON.stringify(before.details));
  return {
    ...before,
    startTime,
    finding: { ...before.finding, api: before.finding.api ?? finding.api },
    severity: worse(before.severity, finding.severity),
    confidence: Math.max(before.confidence, finding.confidence),
    details: surer ? finding.details : before.details,
  };
}

function withKnownClient(facts: Facts, { event, client }: Occurrence, country: CountryOf): Facts {
  return client === null ? facts : withClient(facts, event.activityId, client, country);
}

/** Fills in the client of an operation that was waiting for it. */
export function withClient(
  facts: Facts,
  activityId: string,
  client: Client,
  country: CountryOf,
): Facts {
  if (!facts.pendingClients.includes(activityId)) return facts;
  const pendingClients = facts.pendingClients.filter((pending) => pending !== activityId);
  return mergeFacts({ ...facts, pendingClients }, factsOfClient(client, country(client.address)));
}
