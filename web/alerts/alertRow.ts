import type { AlertSummary } from '../../lib/alerts/summary';
import { count } from '../../lib/alerts/phrases';
import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { accountLink, severityBadge, statusBadge, timeAgo } from '../dom/parts';

export interface RowSelection {
  has(id: string): boolean;
  set(id: string, isSelected: boolean): void;
}

/** One line of the list. Enter opens the alert, Space selects it. */
export function alertRow(alert: AlertSummary, selection: RowSelection): HTMLElement {
  const { id, alertDisplayName, reason, severity, status, occurrences } = alert;
  const cell = (name: string, ...children: Parameters<typeof h>[2][]) =>
    h('div', { role: 'gridcell', class: name }, children);
  const box = h('input', {
    type: 'checkbox',
    checked: selection.has(id),
    'aria-label': `Select ${alertDisplayName}`,
    tabindex: -1,
    onchange: () => selection.set(id, box.checked),
  });
  const link = h('a', { href: hrefOf(['alerts', id]), tabindex: -1 }, alertDisplayName);
  return h(
    'div',
    {
      role: 'row',
      class: 'row',
      onkeydown: (event) => {
        if (!(event instanceof KeyboardEvent) || event.target !== event.currentTarget) return;
        if (event.key === 'Enter') link.click();
        else if (event.key === ' ') box.click();
        else return;
        event.preventDefault();
      },
    },
    cell('pick', h('label', {}, box)),
    cell('sev', severityBadge(severity)),
    cell(
      'what',
      h('div', { class: 'name' }, link, marksOf(alert)),
      h('div', { class: 'reason', title: reason }, reason),
    ),
    cell('account', accountLink(alert.accountId)),
    cell('number', h('span', { title: 'Operations that belong to it' }, `${count(occurrences)} ×`)),
    cell('when', timeAgo(alert.endTimeUtc)),
    cell('progress', statusBadge(status)),
  );
}

function marksOf({ sample, suppressedBy, assignedTo }: AlertSummary): HTMLElement[] {
  const marks = [
    ...(sample ? ['sample'] : []),
    ...(suppressedBy === null ? [] : ['suppressed']),
    ...(assignedTo === null ? [] : [assignedTo]),
  ];
  return marks.map((mark) => h('span', { class: 'mark' }, mark));
}
