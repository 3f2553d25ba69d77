import { between, bytes, counted, from, list } from '../alerts/phrases';
import { redactLiterals } from '../query/redact';
import type { AccessEvent } from '../telemetry/event';
import type { Verdict } from '../query/verdict';
import type { DetectionContext } from './detector';
import type { Story } from '../alerts/alertType';
import type { Finding } from '../alerts/finding';

/** Field by which both injection types group: the container that the statement was run against. */
export const INJECTION_GROUP = ['databaseName', 'collectionName'];

export type InjectionOutcome = 'exfiltration' | 'failed';

/**
 * What became of an injected statement: its status decides, or the code of its record, and without
 * either the parser.
 */
export function outcomeOf(event: AccessEvent, verdict: Verdict): InjectionOutcome {
  const status = event.query?.status ?? '';
  if (status !== '') return status.toLowerCase() === 'finished' ? 'exfiltration' : 'failed';
  if (event.category === 'QueryRuntimeStatistics') return verdict.outcome ?? 'failed';
  return event.outcome === 'ok' ? 'exfiltration' : 'failed';
}

/** The verdict of an event whose statement is an injection with this outcome, else null. */
export function injectionOf(
  event: AccessEvent,
  context: DetectionContext,
  outcome: InjectionOutcome,
): Verdict | null {
  if (event.query === null) return null;
  const verdict = context.verdict(event);
  if (verdict === null || !verdict.injection) return null;
  return outcomeOf(event, verdict) === outcome ? verdict : null;
}

/** The parts of a finding that both injection types share. */
export function injectionFinding(
  event: AccessEvent,
  verdict: Verdict,
  context: DetectionContext,
): Omit<Finding, 'severity'> {
  const text = event.query?.text ?? '';
  const shown = context.thresholds.fullQueryText ? cut : redactLiterals;
  const { start, end } = verdict.fragment ?? { start: 0, end: 0 };
  return {
    account: event.account,
    api: event.api,
    group: [event.database, event.container],
    time: event.time,
    confidence: verdict.confidence,
    details: {
      technique: verdict.technique ?? '',
      meaning: verdict.meaning ?? '',
      fragment: shown(text.slice(start, end)),
      fragmentPosition: String(start),
      query: shown(text),
    },
  };
}

/** The sentence of both injection types; `what` says what became of the statements. */
export function injectionReason(what: string, story: Story): string {
  const { facts, details, occurrences, startTime, endTime } = story;
  const pending = facts.pendingClients.length;
  const client =
    facts.addresses.length > 0
      ? from(facts)
      : ' from a client that is not known yet (a query record names none)';
  const rest = pending > 0 && facts.addresses.length > 0 ? `, ${pending} of unknown client` : '';
  const rows = facts.rows > 0 ? `; ${counted(facts.rows, 'row')} returned` : '';
  const read = facts.responseBytes > 0 ? `; ${bytes(facts.responseBytes)} returned` : '';
  return (
    `${counted(occurrences, 'injected query', 'injected queries')} ${what} in ` +
    `${list(facts.containers)} ${between(startTime, endTime)}${client}${rest}: ` +
    `${details['technique'] ?? ''}, ${details['meaning'] ?? ''} at position ` +
    `${details['fragmentPosition'] ?? '0'}: ${details['fragment'] ?? ''}${rows}${read}.`
  );
}

const LONGEST = 32_768;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (cut)`;
}
