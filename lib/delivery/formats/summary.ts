import { accountName } from '../../telemetry/displayNames';
import type { Message } from '../message';

const CHANGE = { Created: 'New alert', Updated: 'Alert updated', Closed: 'Alert closed' } as const;

/** What a person reads first: plain text, in which text from logs has no meaning. */
export interface Summary {
  readonly headline: string;
  readonly reason: string;
  /** Name and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly steps: readonly string[];
}

/** Controls and characters that turn text around would make a message look like another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function visible(text: string): string {
  return text.replace(INVISIBLE, ' ').trim();
}

export function summaryOf({ kind, alert, related, isSample }: Message): Summary {
  const sample = isSample ? 'SAMPLE: ' : '';
  const facts: [string, string][] = [
    ['Severity', alert.severity],
    ['Status', alert.status],
    ['Account', accountName(alert.accountId)],
    ['Alert type', alert.alertType],
    ['First seen', alert.startTimeUtc],
    ['Last seen', alert.endTimeUtc],
    ['Occurrences', String(alert.occurrences)],
    ['Addresses', alert.extendedProperties['addresses'] ?? ''],
    ['Identities', alert.extendedProperties['principals'] ?? ''],
    ['Techniques', alert.techniques.join(', ')],
    ['Same story', related.join(', ')],
  ];
  return {
    headline: visible(`${sample}${CHANGE[kind]} (${alert.severity}): ${alert.alertDisplayName}`),
    reason: visible(alert.reason),
    facts: facts
      .map(([name, value]) => [name, visible(value)] as const)
      .filter(([, v]) => v !== ''),
    steps: alert.remediationSteps.map(visible),
  };
}
