import { count } from '../../lib/alerts/phrases';
import type { AlertSummary } from '../../lib/alerts/summary';
import { freshness, keepFresh } from '../app/freshness';
import { hrefOf, type Route } from '../app/route';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { loading } from '../dom/parts';
import { AlertFeed, MOST_SORTED } from './alertFeed';
import { alertTable } from './alertTable';
import { bulkBar } from './bulkBar';
import { NO_CHOICES, readChoices } from './choices';
import { emptyList } from './emptyList';
import { alertsPath, filterQuery, readFilter, type AlertFilter } from './filter';
import { filterBar } from './filterBar';
import { searchField } from './searchField';
import { sortAlerts } from './sortAlerts';

/** All alerts that match the address. */
export function alertListView(route: Route): View {
  let filter = readFilter(route.query);
  let feed = new AlertFeed(alertsPath(filter));
  let choices = NO_CHOICES;
  const selected = new Set<string>();

  const go = (next: AlertFilter): void => {
    location.hash = hrefOf(['alerts'], filterQuery(next));
  };
  const search = searchField((text) => go({ ...filter, search: text }));
  const filters = h('div', { role: 'search' });
  const bulk = h('div', { class: 'bulk-room' });
  const state = h('p', { class: 'muted count', role: 'status' });
  const room = h('div', { class: 'room' }, loading('alerts'));
  const table = alertTable({
    selection: {
      has: (id) => selected.has(id),
      set: (id, isSelected) => {
        if (isSelected) selected.add(id);
        else selected.delete(id);
        showBulk();
      },
    },
    selectAll: (isSelected) => {
      selected.clear();
      if (isSelected) for (const { id } of feed.alerts) selected.add(id);
      table.list.redraw();
      showBulk();
    },
    nearEnd: () => void readMore(),
  });

  const showFilters = (): void => {
    const fields = () => [...filters.querySelectorAll<HTMLElement>('button, select, [type=date]')];
    const at = fields().findIndex((field) => field === document.activeElement);
    search.show(filter.search);
    fill(filters, search.field, filterBar(filter, choices, go));
    fields()[at]?.focus();
  };
  const showBulk = (): void => {
    const clear = (): void => {
      selected.clear();
      table.list.redraw();
      showBulk();
    };
    table.showSelected(selected.size, feed.alerts.length);
    if (selected.size === 0) fill(bulk);
    else
      fill(
        bulk,
        bulkBar([...selected], clear, () => poll.now()),
      );
  };
  const showAlerts = (): void => {
    const shown = sortAlerts(feed.alerts, filter.sort);
    table.list.setItems(shown);
    room.setAttribute('aria-busy', 'false');
    fill(state, wordsFor(feed, shown));
    const wanted = feed.isComplete && shown.length === 0 ? emptyList(filter) : table.list.element;
    if (room.firstElementChild !== wanted) fill(room, wanted);
    if (filter.sort !== 'newest' && shown.length < MOST_SORTED) void readMore();
  };
  const readMore = async (): Promise<void> => {
    if (feed.isComplete || feed.alerts.length === 0) return;
    const from = feed;
    try {
      await from.more();
      if (from === feed) showAlerts();
    } catch (error) {
      freshness.failed(error, () => void readMore());
    }
  };

  showFilters();
  const poll = keepFresh(async () => {
    const from = feed;
    const isNew = await from.refresh();
    if (isNew && from === feed) showAlerts();
    if (choices !== NO_CHOICES) return;
    choices = await readChoices();
    showFilters();
  });
  return {
    title: 'Alerts',
    element: h('div', { class: 'alert-list' }, h('h1', {}, 'Alerts'), filters, bulk, state, room),
    take: ({ path, query }) => {
      if (path[0] !== 'alerts' || path[1] !== undefined) return false;
      filter = readFilter(query);
      feed = new AlertFeed(alertsPath(filter));
      selected.clear();
      showFilters();
      showBulk();
      table.list.element.scrollTop = 0;
      room.setAttribute('aria-busy', 'true');
      poll.now();
      return true;
    },
    stop: () => {
      poll.stop();
      search.stop();
      table.list.stop();
    },
  };
}

function wordsFor(feed: AlertFeed, shown: readonly AlertSummary[]): string {
  if (shown.length === 0) return '';
  const all = feed.isComplete ? '' : ' so far; more come as you scroll';
  return `${count(shown.length)} ${shown.length === 1 ? 'alert' : 'alerts'}${all}`;
}
