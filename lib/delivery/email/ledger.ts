/** What one address was mailed, and what was held back for its next digest. */

import { SEVERITIES, type Severity } from '../../alerts/alert';
import type { StoredDocument } from '../../storage/documents';
import type { Message } from '../message';

/** Alerts that a digest lists; more are only counted. */
const MOST_HELD = 200;
/** An instance that ends while it sends a digest keeps it for so long, ms. */
const DIGEST_CLAIM = 5 * 60_000;
/** Mails that are remembered for the sake of their stories. */
const MOST_TOLD = 300;

export type DailyLimits = Readonly<Record<Severity, number>>;

export interface HeldAlert {
  readonly message: string;
  /** Day on which it was held back, as in `2026-11-22`. */
  readonly day: string;
  readonly severity: Severity;
  readonly title: string;
  readonly reason: string;
  readonly link: string | null;
}

interface Told {
  readonly alert: string;
  readonly message: string;
  readonly severity: Severity;
  /** False until the mail is out. */
  readonly isSent: boolean;
  /** The alert was closed after it: should it go on, that is news again. */
  readonly isClosed?: boolean;
}

export interface LedgerDocument extends StoredDocument {
  readonly kind: 'mailLedger';
  /** The day that `sent` is about, UTC. */
  readonly day: string;
  readonly sent: Partial<Readonly<Record<Severity, number>>>;
  /** As `sent`, of samples: trying the way out uses up nobody's mails. */
  readonly samples?: Partial<Readonly<Record<Severity, number>>>;
  /** The oldest first. */
  readonly told: readonly Told[];
  readonly held: readonly HeldAlert[];
  /** Held back beyond the bound. */
  readonly more: number;
  /** Until when an instance is sending the digest, epoch ms. */
  readonly digestUntil?: number;
}

export function emptyLedger(id: string): LedgerDocument {
  return {
    id,
    schemaVersion: 1,
    kind: 'mailLedger',
    day: '',
    sent: {},
    told: [],
    held: [],
    more: 0,
  };
}

/** The day in UTC. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

export interface Entry {
  readonly isMailed: boolean;
  readonly ledger: LedgerDocument;
}

/**
 * Decides whether an address gets a mail about a message, and enters that. The same message gets the
 * same answer until its mail is out.
 */
export function enter(
  known: LedgerDocument,
  message: Message,
  limits: DailyLimits,
  now: number,
): Entry {
  const ledger = onDay(known, dayOf(now));
  const { alert } = message;
  const repeated = ledger.told.find((told) => told.message === message.id);
  if (repeated !== undefined) return { isMailed: !repeated.isSent, ledger };
  // That somebody has closed an alert is no news to be woken for.
  if (message.kind === 'Closed') return { isMailed: false, ledger: markClosed(ledger, alert.id) };

  const story: readonly (string | null)[] = [alert.id, alert.continues, ...message.related];
  const before = ledger.told.filter((told) => story.includes(told.alert) && told.isClosed !== true);
  const isNews = before.every((told) => isWorse(alert.severity, told.severity));
  if (!isNews && before.some((told) => told.alert === alert.id)) return { isMailed: false, ledger };
  const counter = message.isSample ? 'samples' : 'sent';
  const sent = ledger[counter]?.[alert.severity] ?? 0;
  if (!isNews || sent >= limits[alert.severity]) {
    return { isMailed: false, ledger: hold(ledger, message) };
  }
  const told: Told = {
    alert: alert.id,
    message: message.id,
    severity: alert.severity,
    isSent: false,
  };
  const others = ledger.told.filter((one) => one.alert !== alert.id);
  return {
    isMailed: true,
    ledger: {
      ...ledger,
      [counter]: { ...ledger[counter], [alert.severity]: sent + 1 },
      told: [...others, told].slice(-MOST_TOLD),
    },
  };
}

/** The mail about a message is out. */
export function markSent(ledger: LedgerDocument, message: string): LedgerDocument {
  const told = ledger.told.map((one) => (one.message === message ? { ...one, isSent: true } : one));
  return { ...ledger, told };
}

function markClosed(ledger: LedgerDocument, alert: string): LedgerDocument {
  const told = ledger.told.map((one) => (one.alert === alert ? { ...one, isClosed: true } : one));
  return { ...ledger, told };
}

/** What was held back on days that are over. */
export function digestOf({ held, more }: LedgerDocument, now: number) {
  const today = dayOf(now);
  const due = held.filter(({ day }) => day < today);
  return { due, more: due.length === 0 ? 0 : more };
}

/** Takes the digest, so that no other instance sends it; the ledger itself where there is none to take. */
export function claimDigest(ledger: LedgerDocument, now: number): LedgerDocument {
  const isFree = (ledger.digestUntil ?? 0) <= now && digestOf(ledger, now).due.length > 0;
  return isFree ? { ...ledger, digestUntil: now + DIGEST_CLAIM } : ledger;
}

/** The digest that was taken is out. */
export function withoutDigest(ledger: LedgerDocument, now: number): LedgerDocument {
  const { due } = digestOf(ledger, now);
  const held = ledger.held.filter((one) => !due.includes(one));
  return { ...ledger, held, more: 0, digestUntil: 0 };
}

function onDay(ledger: LedgerDocument, day: string): LedgerDocument {
  return ledger.day === day ? ledger : { ...ledger, day, sent: {}, samples: {} };
}

function hold(ledger: LedgerDocument, { id, alert, page: link }: Message): LedgerDocument {
  if (ledger.held.some(({ message }) => message === id)) return ledger;
  if (ledger.held.length >= MOST_HELD) return { ...ledger, more: ledger.more + 1 };
  const { severity, alertDisplayName: title, reason } = alert;
  const one = { message: id, day: ledger.day, severity, title, reason: reason.slice(0, 500), link };
  return { ...ledger, held: [...ledger.held, one] };
}

function isWorse(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b);
}
