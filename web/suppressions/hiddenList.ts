import { count } from '../../lib/alerts/phrases';
import type { HiddenAlerts } from '../api/resources';
import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { severityBadge, timeAgo } from '../dom/parts';

const MOST = 10;

/** What a rule hides, or would hide. */
export function hiddenList(hidden: HiddenAlerts, verb: string): HTMLElement {
  const { alerts, complete } = hidden;
  const number = `${complete ? '' : 'at least '}${count(hidden.count)}`;
  const words = `${verb} ${number} ${hidden.count === 1 ? 'alert' : 'alerts'}`;
  if (alerts.length === 0) return h('p', { class: 'muted' }, words);
  return h(
    'details',
    {},
    h('summary', {}, words),
    h(
      'ul',
      { class: 'plain' },
      alerts
        .slice(0, MOST)
        .map(({ id, alertType, severity, startTimeUtc }) =>
          h(
            'li',
            {},
            severityBadge(severity),
            h(
              'span',
              {},
              h('a', { href: hrefOf(['alerts', id]) }, alertType),
              ' ',
              timeAgo(startTimeUtc),
            ),
          ),
        ),
    ),
    hidden.count > MOST && h('p', { class: 'muted' }, `and ${count(hidden.count - MOST)} more`),
  );
}
