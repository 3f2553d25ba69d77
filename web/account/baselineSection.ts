import type { Facet } from '../../lib/baseline/baseline';
import { bytes, counted } from '../../lib/alerts/phrases';
import type { Baseline } from '../api/resources';
import { barRow } from '../charts/barRow';
import { drawTimeChart, type DrawnChart } from '../charts/timeChart';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { amountOf, MEASURE_NAMES } from '../alert/behaviour';
import { countryName } from '../text/countries';

const MOST = 6;
const TOLD: readonly (readonly [Facet, string])[] = [
  ['principal', 'Identities'],
  ['application', 'Applications'],
  ['network', 'Networks'],
  ['country', 'Countries'],
  ['authKind', 'Kinds of access'],
];

/** What is normal for the account. */
export function baselineSection(baseline: Baseline): DrawnChart {
  const { stage, historyDays, activeHours, blindTo } = baseline;
  const chart = chartOf(baseline);
  const element = section(
    'Baseline',
    h(
      'p',
      {},
      h('span', { class: 'mark' }, stage),
      ` ${counted(historyDays, 'day')} of history. Active on weekdays ${activeHours.weekdays}, ` +
        `on weekends ${activeHours.weekends} (UTC).`,
    ),
    chart !== null && [h('h3', {}, 'Data read, by the hour'), chart.element],
    volumesTable(baseline),
    TOLD.map(([facet, name]) => knownThings(baseline, facet, name)),
    blindTo.length > 0 && [
      h('h3', {}, 'Cannot be judged'),
      h(
        'ul',
        {},
        blindTo.map((sentence) => h('li', {}, sentence)),
      ),
    ],
  );
  return { element, stop: () => chart?.stop() };
}

function chartOf({ series }: Baseline): DrawnChart | null {
  if (series === undefined || series === null || series.values.length === 0) return null;
  const start = Date.parse(series.startUtc) / 1000;
  const largest = Math.max(...series.values);
  return drawTimeChart({
    times: series.values.map((_, hour) => start + hour * 3600),
    usual: series.values,
    alert: series.values.map(() => null),
    levels: [],
    format: bytes,
    description: `Data read by the hour since ${series.startUtc.slice(0, 10)}, at most ${bytes(largest)}`,
  });
}

function volumesTable({ volumes }: Baseline): HTMLElement | null {
  const told = volumes?.account.filter(({ largest }) => largest > 0) ?? [];
  if (told.length === 0) return null;
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Usual volumes' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['An hour', 'Median', '99th percentile', 'Largest'].map((name) =>
            h('th', { scope: 'col' }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        told.map(({ measure, median, percentile99, largest }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, MEASURE_NAMES[measure]),
            [median, percentile99, largest].map((value) =>
              h('td', { class: 'figure' }, amountOf(measure, value)),
            ),
          ),
        ),
      ),
    ),
  );
}

function knownThings(
  { known, historyDays }: Baseline,
  facet: Facet,
  name: string,
): HTMLElement | null {
  const { count, values } = known[facet];
  if (count === 0) return null;
  const nameOf = (value: string) => (facet === 'country' ? countryName(value) : value);
  return h(
    'div',
    {},
    h('h3', {}, `${name} (${count})`),
    h(
      'ul',
      { class: 'bars' },
      values
        .slice(0, MOST)
        .map(({ value, days }) =>
          barRow(nameOf(value), days, historyDays, counted(days, 'day'), 'usual'),
        ),
    ),
    count > MOST && h('p', { class: 'muted' }, `and ${count - MOST} more`),
  );
}
