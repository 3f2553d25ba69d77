import type { Facet } from '../../lib/baseline/baseline';
import type { Baseline } from '../api/resources';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { barRow } from '../charts/barRow';
import { countryName } from '../text/countries';

const MOST = 8;
const NAMES: Readonly<Partial<Record<Facet, string>>> = {
  country: 'Countries',
  application: 'Applications',
  principal: 'Identities',
  authKind: 'Kinds of access',
  scriptWriter: 'Who wrote stored procedures before',
};

/** What is new beside what is known, by the days on which each was seen. */
export function newcomerSection(facet: Facet, value: string, baseline: Baseline): HTMLElement {
  const { values, count, surprise } = baseline.known[facet];
  const { historyDays } = baseline;
  const nameOf = (name: string) => (facet === 'country' ? countryName(name) : name);
  // Since the alert it may have been learned after all.
  const known = values.filter((one) => one.value !== value).slice(0, MOST);
  const mostDays = Math.max(historyDays, 1);
  return section(
    'Against the baseline',
    h(
      'p',
      {},
      `${NAMES[facet] ?? facet} by the days on which they were seen, of ${historyDays} days of history. ` +
        `How unusual a new one is here: ${surprise.toFixed(2)} of 1.`,
    ),
    h(
      'ul',
      { class: 'bars' },
      barRow(nameOf(value), 0, mostDays, 'never before', 'here'),
      known.map((one) =>
        barRow(nameOf(one.value), one.days, mostDays, `${one.days} days`, 'usual'),
      ),
    ),
    known.length === 0
      ? h('p', { class: 'muted' }, 'Nobody and nothing of this kind is known here.')
      : null,
    count > MOST ? h('p', { class: 'muted' }, `and ${count - MOST} more`) : null,
  );
}
