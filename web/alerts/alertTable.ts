import type { AlertSummary } from '../../lib/alerts/summary';
import { h } from '../dom/element';
import { VirtualList } from '../dom/virtualList';
import { alertRow, type RowSelection } from './alertRow';

/** Heights of a row in pixels: on one line and a half, and as a card on a phone. */
const ROW = 52;
const CARD = 124;

export interface AlertTableOptions {
  readonly selection: RowSelection;
  readonly selectAll: (isSelected: boolean) => void;
  readonly nearEnd: () => void;
}

export interface AlertTable {
  readonly list: VirtualList<AlertSummary>;
  showSelected(selected: number, all: number): void;
}

const COLUMNS = [
  ['sev', 'Severity'],
  ['what', 'Alert'],
  ['account', 'Account'],
  ['number', 'Operations'],
  ['when', 'Last seen'],
  ['progress', 'Status'],
] as const;

/** The rows of the list; as many as there are, a screenful of which exists. */
export function alertTable({ selection, selectAll, nearEnd }: AlertTableOptions): AlertTable {
  const all = h('input', {
    type: 'checkbox',
    'aria-label': 'Select all that are loaded',
    onchange: () => selectAll(all.checked),
  });
  const head = h(
    'div',
    { role: 'rowgroup', class: 'head' },
    h(
      'div',
      { role: 'row', class: 'row', 'aria-rowindex': 1 },
      h('div', { role: 'columnheader', class: 'pick' }, h('label', {}, all)),
      COLUMNS.map(([name, title]) => h('div', { role: 'columnheader', class: name }, title)),
    ),
  );
  const isNarrow = matchMedia('(max-width: 760px)');
  const list = new VirtualList<AlertSummary>(
    {
      label: 'Alerts',
      rowHeight: () => (isNarrow.matches ? CARD : ROW),
      keyOf: ({ id }) => id,
      row: (alert) => alertRow(alert, selection),
      nearEnd,
    },
    head,
  );
  return {
    list,
    showSelected: (selected, count) => {
      all.checked = selected > 0 && selected === count;
      all.indeterminate = selected > 0 && selected < count;
    },
  };
}
