/** Small things that many views show. */

import type { AlertStatus, Severity } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import { hrefOf } from '../app/route';
import { ago, exactTime } from '../text/times';
import { h, type Child } from './element';

const STATUS_NAMES: Readonly<Record<AlertStatus, string>> = {
  Active: 'Active',
  InProgress: 'In progress',
  Resolved: 'Resolved',
  Dismissed: 'Dismissed',
};

/** The severity as a word with a mark whose shape differs too. */
export function severityBadge(severity: Severity): HTMLElement {
  return h('span', { class: 'severity', 'data-severity': severity }, severity);
}

export function statusName(status: AlertStatus): string {
  return STATUS_NAMES[status];
}

export function statusBadge(status: AlertStatus): HTMLElement {
  return h('span', { class: 'status', 'data-status': status }, STATUS_NAMES[status]);
}

/** How long ago, with the exact time behind it. */
export function timeAgo(iso: string): HTMLElement {
  return h('time', { datetime: iso, title: exactTime(iso) }, ago(iso));
}

export function accountLink(accountId: string): HTMLElement {
  return h(
    'a',
    { href: hrefOf(['accounts', accountId]), title: accountId },
    accountName(accountId),
  );
}

/** A part of a page with a heading of its own. */
export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { class: 'card' }, h('h2', {}, title), children);
}

/** What is said where there is nothing. */
export function nothing(title: string, detail = ''): HTMLElement {
  return h(
    'div',
    { class: 'nothing' },
    h('strong', {}, title),
    detail !== '' && h('p', {}, detail),
  );
}

/** Grey bars where something will stand. */
export function loading(what: string): HTMLElement {
  return h(
    'div',
    { class: 'loading', role: 'status' },
    h('span', { class: 'unseen' }, `Loading ${what}`),
    h('i'),
    h('i'),
    h('i'),
  );
}
