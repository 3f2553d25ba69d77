import type { AccountCoverage } from '../../lib/coverage/report';
import { counted } from '../../lib/alerts/phrases';
import { readCoverage } from '../api/appState';
import { keepFresh } from '../app/freshness';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { accountLink, loading, nothing, timeAgo } from '../dom/parts';

const COLUMNS = ['Account', 'APIs', 'Logs', 'Learned', 'Blind detectors', 'Last heard'];

/** All accounts whose logs come in. */
export function accountListView(): View {
  const content = h('div', {}, loading('accounts'));
  let shown: readonly AccountCoverage[] | null = null;
  const poll = keepFresh(async () => {
    const { body, error } = await readCoverage();
    if (error !== null) throw error;
    if (body === shown) return;
    shown = body;
    fill(content, tableOf(body));
  });
  return {
    title: 'Accounts',
    element: h('div', {}, h('h1', {}, 'Accounts'), content),
    stop: () => poll.stop(),
  };
}

function tableOf(accounts: readonly AccountCoverage[]): HTMLElement {
  if (accounts.length === 0) {
    return nothing('No account is known yet', 'Send the diagnostic logs of one to the event hub.');
  }
  return h(
    'div',
    { class: 'card scroll', tabindex: 0, role: 'region', 'aria-label': 'Accounts' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          COLUMNS.map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h('tbody', {}, accounts.map(rowOf)),
    ),
  );
}

function rowOf(coverage: AccountCoverage): HTMLElement {
  const { accountId, apis, state, stage, historyDays, gaps, detectors, lastHeardUtc } = coverage;
  const blind = detectors.filter((detector) => detector.state === 'blind').length;
  const logs = state === 'gaps' ? counted(gaps.length, 'gap') : state;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, accountLink(accountId)),
    h('td', {}, apis.join(', ')),
    h('td', {}, h('span', { class: 'state', 'data-state': state }, logs)),
    h('td', {}, `${stage}, ${counted(historyDays, 'day')}`),
    h('td', { class: 'figure' }, `${blind} of ${detectors.length}`),
    h('td', {}, lastHeardUtc === null ? 'never' : timeAgo(lastHeardUtc)),
  );
}
