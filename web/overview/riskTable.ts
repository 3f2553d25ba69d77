import { SEVERITIES } from '../../lib/alerts/alert';
import type { AccountCoverage } from '../../lib/coverage/report';
import type { AlertSummary } from '../../lib/alerts/summary';
import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { accountLink, nothing, timeAgo } from '../dom/parts';
import { accountsAtRisk } from './alertCounts';

const MOST = 10;
const WORST_FIRST = [...SEVERITIES].reverse();

/** Accounts with open alerts, the worst first. */
export function riskTable(
  alerts: readonly AlertSummary[],
  coverage: readonly AccountCoverage[],
): HTMLElement {
  const accounts = accountsAtRisk(alerts);
  if (accounts.length === 0) return nothing('No account has open alerts');
  const severities = WORST_FIRST.filter(
    (severity) =>
      severity !== 'Informational' || accounts.some(({ counts }) => counts[severity] > 0),
  );
  const stages = new Map(coverage.map(({ accountId, stage }) => [accountId, stage]));
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Accounts at risk' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Account', ...severities, 'Learned', 'Last seen'].map((name) =>
            h('th', { scope: 'col' }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        accounts.slice(0, MOST).map(({ accountId, counts, lastSeenUtc }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, accountLink(accountId)),
            severities.map((severity) =>
              h(
                'td',
                { class: 'figure' },
                counts[severity] === 0
                  ? h('span', { class: 'muted' }, '·')
                  : h(
                      'a',
                      {
                        href: hrefOf(['alerts'], {
                          status: 'Active,InProgress',
                          severity,
                          accountId,
                        }),
                        'aria-label': `${counts[severity]} ${severity}`,
                      },
                      counts[severity],
                    ),
              ),
            ),
            h('td', {}, stages.get(accountId) ?? 'unknown'),
            h('td', {}, timeAgo(lastSeenUtc)),
          ),
        ),
      ),
    ),
    accounts.length > MOST && h('p', { class: 'muted' }, `and ${accounts.length - MOST} more`),
  );
}
