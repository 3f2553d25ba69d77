import type { AccountCoverage } from '../../lib/coverage/report';
import { readCoverage, readHealth } from '../api/appState';
import { shownOr, type Attempt } from '../api/attempt';
import type { Health } from '../api/resources';
import { keepFresh } from '../app/freshness';
import { hrefOf, type Route } from '../app/route';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { loading, section } from '../dom/parts';
import { timeSlots } from './alertCounts';
import { blindList } from './blindList';
import { learningState } from './learningState';
import { PERIODS, readPeriod, type Period } from './period';
import { openAlerts, recentAlerts } from './recentAlerts';
import { riskTable } from './riskTable';
import { severityChart } from './severityChart';
import { tiles } from './tiles';

/** Whether to worry, at a glance. */
export function overview(route: Route): View {
  let period = readPeriod(route.query);
  const content = h('div', {}, loading('the overview'));
  const poll = keepFresh(async () => {
    const asked = period;
    const now = Date.now();
    const [recent, open, health, coverage] = await Promise.all([
      recentAlerts(asked, now),
      openAlerts(),
      readHealth(),
      readCoverage(),
    ]);
    if (asked !== period) return;
    const accounts = coverage.body ?? [];
    fill(
      content,
      tiles(open, health.body),
      section(
        'Alerts over time',
        periodLinks(period),
        severityChart(timeSlots(recent.alerts, { now, ...period }), period),
      ),
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          {},
          section('Accounts at risk', riskTable(open.alerts, accounts)),
          section('Coverage', shownOr(coverage, learningState)),
        ),
        section('Blind spots', blindSpots(coverage, health)),
      ),
    );
  });
  return {
    title: 'Overview',
    element: h('div', {}, h('h1', {}, 'Overview'), content),
    take: ({ path, query }) => {
      if (path.length > 0) return false;
      period = readPeriod(query);
      poll.now();
      return true;
    },
    stop: () => poll.stop(),
  };
}

function blindSpots(
  coverage: Attempt<readonly AccountCoverage[]>,
  health: Attempt<Health>,
): HTMLElement {
  return shownOr(coverage, (accounts) => shownOr(health, (told) => blindList(accounts, told)));
}

function periodLinks(chosen: Period): HTMLElement {
  return h(
    'div',
    { class: 'toggles', role: 'group', 'aria-label': 'Period' },
    PERIODS.map((period) =>
      h(
        'a',
        {
          href: hrefOf([], { period: period.id }),
          'aria-current': period === chosen ? 'true' : null,
        },
        period.name,
      ),
    ),
  );
}
