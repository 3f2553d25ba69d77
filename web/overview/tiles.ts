import { SEVERITIES } from '../../lib/alerts/alert';
import { count } from '../../lib/alerts/phrases';
import type { Health } from '../api/resources';
import { hrefOf } from '../app/route';
import { h, type Child } from '../dom/element';
import { timeAgo } from '../dom/parts';
import { severityCounts } from './alertCounts';
import type { RecentAlerts } from './recentAlerts';

/** The few figures that tell whether to worry, of all alerts that are open. */
export function tiles(
  { alerts: open, isComplete }: RecentAlerts,
  health: Health | null,
): HTMLElement {
  const counts = severityCounts(open);
  const accounts = new Set(open.map(({ accountId }) => accountId)).size;
  const atLeast = isComplete ? '' : '≥ ';
  return h(
    'div',
    { class: 'tiles' },
    tile(
      'Open alerts',
      `${atLeast}${count(open.length)}`,
      h(
        'span',
        { class: 'line' },
        [...SEVERITIES].reverse().map((severity) =>
          h(
            'a',
            {
              class: 'severity',
              'data-severity': severity,
              href: hrefOf(['alerts'], { status: 'Active,InProgress', severity }),
            },
            `${count(counts[severity])} ${severity}`,
          ),
        ),
      ),
    ),
    tile('Accounts with open alerts', count(accounts)),
    ...(health === null ? [] : ownTiles(health)),
  );
}

/** What the app says of its own work. */
function ownTiles(health: Health): HTMLElement[] {
  const { counts, deadLetters, delivery } = health;
  const givenUp = delivery.reduce((total, sink) => total + sink.givenUp.length, 0);
  return [
    tile(
      'Records read',
      count(counts.records),
      heardOf(health),
      deadLetters > 0 && `, ${count(deadLetters)} could not be understood`,
    ),
    tile(
      'Deliveries given up',
      count(givenUp),
      delivery.length === 0 ? 'No sink is configured' : delivery.map(({ name }) => name).join(', '),
    ),
  ];
}

function tile(name: string, figure: string, ...more: readonly Child[]): HTMLElement {
  return h(
    'div',
    { class: 'tile' },
    h('span', { class: 'muted' }, name),
    h('strong', {}, figure),
    h('span', { class: 'muted' }, more),
  );
}

function heardOf({ hubs }: Health): Child {
  const last = hubs
    .flatMap(({ lastBatchUtc }) => (lastBatchUtc === null ? [] : [lastBatchUtc]))
    .sort()
    .at(-1);
  return last === undefined ? 'Nothing has come yet' : ['last batch: ', timeAgo(last)];
}
