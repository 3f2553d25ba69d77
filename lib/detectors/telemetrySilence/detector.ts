import { NO_FACTS } from '../../alerts/facts';
import { counted, duration, minute } from '../../alerts/phrases';
import type { PipelineSilence, StreamSilence } from '../../silence/silence';
import type { SilenceDetector } from '../detector';
import type { Story } from '../../alerts/alertType';
import type { WindowFinding } from '../../alerts/finding';
import { metadata } from './metadata';

/** Most confidence while less than two weeks are known. */
const PROVISIONAL = 0.6;
/** Without another account that reports, it may be the pipeline all the same. */
const ALONE = 0.7;

export const telemetrySilence: SilenceDetector = {
  kind: 'silence',
  metadata,
  detect: (silence) =>
    silence.scope === 'stream' ? streamFinding(silence) : pipelineFinding(silence),
  reason: (story) => {
    const { returned, retired } = story.details;
    const over = returned === undefined ? '' : `; they come again since ${text(returned)}`;
    const gone = retired === undefined ? '' : `; the account was deleted at ${text(retired)}`;
    const said = story.details['silentAccounts'] === undefined ? streamReason : pipelineReason;
    return `${said(story)}${over}${gone}.`;
  },
};

function streamFinding(silence: StreamSilence): WindowFinding {
  const { account, kind, since, foundAt, explainedBy, isProvisional, othersHeard } = silence;
  const isWhole = kind === 'account';
  const confidence = othersHeard > 0 ? 0.8 : ALONE;
  return {
    ...whenOf(kind, since, foundAt),
    account,
    severity: explainedBy.length > 0 ? 'Informational' : isWhole ? 'Medium' : 'Low',
    confidence: isProvisional ? Math.min(PROVISIONAL, confidence) : confidence,
    facts: NO_FACTS,
    details: {
      category: isWhole ? 'all' : kind,
      lastRecordUtc: new Date(since).toISOString(),
      silentMinutes: minutes(foundAt - since),
      usualPauseMinutes: minutes(silence.usualPause),
      historyDays: String(silence.historyDays),
      accountsThatReport: String(othersHeard),
      ...(explainedBy.length > 0 ? { explainedBy: explainedBy.join(', ') } : {}),
    },
  };
}

function pipelineFinding(silence: PipelineSilence): WindowFinding {
  const { resource, kind, accounts, expected, since, foundAt, isPart = false } = silence;
  return {
    ...whenOf(kind, since, foundAt),
    account: resource,
    // The hub works: it is a holiday, or the way from there.
    severity: isPart ? 'Informational' : 'Medium',
    confidence: 0.8,
    facts: { ...NO_FACTS, accounts: [...accounts].sort().slice(0, 100) },
    details: {
      category: kind === 'account' ? 'all' : kind,
      hub: silence.hub ?? '',
      regions: placesOf(silence).join(', ') || 'all',
      ...(silence.resting === undefined ? {} : { resting: 'yes' }),
      lastRecordUtc: new Date(since).toISOString(),
      silentMinutes: minutes(foundAt - since),
      silentAccounts: String(accounts.length),
      expectedAccounts: String(expected),
    },
  };
}

function placesOf({ regions, subscriptions = [] }: PipelineSilence): readonly string[] {
  return [...regions, ...subscriptions.map((id) => id.replace('/subscriptions/', 'subscription '))];
}

function whenOf(kind: string, since: number, foundAt: number) {
  const group = [kind, new Date(since).toISOString()];
  const times = { time: since, startTime: since, endTime: foundAt };
  return { ...times, group, api: null, occurrences: 1 };
}

function streamReason({ details }: Story): string {
  const { category, lastRecordUtc = '', silentMinutes, usualPauseMinutes, historyDays } = details;
  const of = category === 'all' ? 'of the account' : `of ${category}`;
  const others = Number(details['accountsThatReport']);
  return (
    `No record ${of} for ${duration(Number(silentMinutes))}, since ${text(lastRecordUtc)}; in ` +
    `${historyDays ?? ''} days the longest pause at such a time of the week was ` +
    `${duration(Number(usualPauseMinutes))}, and ${counted(others, 'other account')} ` +
    `${others === 1 ? 'has' : 'have'} reported since`
  );
}

function pipelineReason({ details }: Story): string {
  const { category, regions, lastRecordUtc = '', silentMinutes } = details;
  const where = regions === 'all' ? '' : ` in ${regions ?? ''}`;
  const what = category === 'all' ? '' : ` of ${category}`;
  const those = details['resting'] === undefined ? '' : ' with weekly days of rest';
  return (
    `${details['silentAccounts'] ?? ''} of ${details['expectedAccounts'] ?? ''} accounts${those}${where} ` +
    `that should have reported have had no record${what} for ${duration(Number(silentMinutes))}, ` +
    `since ${text(lastRecordUtc)}`
  );
}

function minutes(milliseconds: number): string {
  return String(Math.round(milliseconds / 60_000));
}

function text(isoTime: string): string {
  return minute(Date.parse(isoTime));
}
