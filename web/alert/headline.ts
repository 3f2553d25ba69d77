import type { Alert } from '../../lib/alerts/alert';
import type { AlertSummary } from '../../lib/alerts/summary';
import { counted } from '../../lib/alerts/phrases';
import { isSample } from '../../lib/alerts/sample';
import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { accountLink, severityBadge, statusBadge, timeAgo } from '../dom/parts';
import { duration } from '../text/times';
import { isChain } from './story';

const TECHNIQUE = /^T\d{4}(\.\d{3})?$/;

/**
 * What happened, in one sentence with the numbers, and how sure that is.
 * @param chains attack chains that the alert is a step of
 */
export function headline(alert: Alert, chains: readonly AlertSummary[]): HTMLElement {
  const { severity, status, alertDisplayName, accountId, reason, confidence, occurrences } = alert;
  const lasted = Date.parse(alert.endTimeUtc) - Date.parse(alert.startTimeUtc);
  return h(
    'div',
    { class: 'headline', 'data-severity': severity },
    h(
      'p',
      { class: 'line' },
      severityBadge(severity),
      statusBadge(status),
      isSample(alert) && h('span', { class: 'mark' }, 'sample'),
      alert.suppressedBy !== null &&
        h(
          'a',
          { class: 'mark', href: hrefOf(['suppressions', alert.suppressedBy]) },
          'suppressed by a rule',
        ),
      chains.map(({ id }) =>
        h('a', { class: 'mark', href: hrefOf(['alerts', id]) }, 'a step of an attack'),
      ),
      accountLink(accountId),
      h('code', {}, alert.alertType),
    ),
    h('h1', {}, alertDisplayName),
    h('p', { class: 'reason' }, reason),
    h(
      'p',
      { class: 'line muted' },
      h('span', {}, counted(occurrences, isChain(alert) ? 'step' : 'operation')),
      h(
        'span',
        {},
        'last seen ',
        timeAgo(alert.endTimeUtc),
        lasted > 0 && `, over ${duration(lasted)}`,
      ),
      h('span', {}, `confidence ${Math.round(confidence * 100)} %`),
      h('span', {}, alert.intent.replaceAll(',', ', ')),
      alert.techniques.map(techniqueLink),
      h('span', {}, alert.assignedTo === null ? 'nobody assigned' : `with ${alert.assignedTo}`),
      alert.continues !== null &&
        h('a', { href: hrefOf(['alerts', alert.continues]) }, 'continues an earlier alert'),
    ),
  );
}

function techniqueLink(technique: string): HTMLElement {
  if (!TECHNIQUE.test(technique)) return h('span', {}, technique);
  const href = `https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`;
  return h('a', { href, target: '_blank', rel: 'noreferrer' }, technique);
}
