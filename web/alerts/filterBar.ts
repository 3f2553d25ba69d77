import { SEVERITIES, STATUSES } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import { h } from '../dom/element';
import { statusName } from '../dom/parts';
import { selectField } from '../dom/selectField';
import type { Choices } from './choices';
import { filterQuery, HIDDEN, SORTS, type AlertFilter, type Hidden, type Sort } from './filter';

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  newest: 'Last raised',
  severity: 'Severity',
  lastSeen: 'Last seen',
  occurrences: 'Most operations',
  account: 'Account',
  type: 'Type',
};
const HIDDEN_NAMES: Readonly<Record<Hidden, string>> = {
  exclude: 'Without suppressed',
  include: 'With suppressed',
  only: 'Only suppressed',
};

/** Fields that narrow the list; each change goes into the address. */
export function filterBar(
  filter: AlertFilter,
  choices: Choices,
  change: (filter: AlertFilter) => void,
): HTMLElement {
  const plain = (values: readonly string[]) => values.map((value) => [value, value] as const);
  return h(
    'div',
    { class: 'filters' },
    toggles('Status', STATUSES, filter.status, statusName, (status) =>
      change({ ...filter, status }),
    ),
    toggles('Severity', [...SEVERITIES].reverse(), filter.severity, String, (severity) =>
      change({ ...filter, severity }),
    ),
    selectField(
      'Type',
      [['', 'All types'], ...plain(choices.alertTypes)],
      filter.alertType,
      (value) => change({ ...filter, alertType: value }),
    ),
    selectField(
      'Account',
      [['', 'All accounts'], ...choices.accounts.map((id) => [id, accountName(id)] as const)],
      filter.accountId,
      (value) => change({ ...filter, accountId: value }),
    ),
    dayField('From', filter.from, (day) => change({ ...filter, from: day })),
    dayField('To', filter.to, (day) => change({ ...filter, to: day && `${day}T23:59:59Z` })),
    selectField(
      'Suppressed',
      HIDDEN.map((value) => [value, HIDDEN_NAMES[value]] as const),
      filter.suppressed,
      (value) => change({ ...filter, suppressed: value }),
    ),
    selectField(
      'Order',
      SORTS.map((value) => [value, SORT_NAMES[value]] as const),
      filter.sort,
      (value) => change({ ...filter, sort: value }),
    ),
    filterQuery(filter).size > 0 && h('a', { href: '#/alerts', class: 'clear' }, 'Clear'),
  );
}

/** A day, UTC; empty for none. */
function dayField(label: string, time: string, change: (day: string) => void): HTMLElement {
  const field = h('input', {
    type: 'date',
    'aria-label': `${label} (UTC)`,
    value: time.slice(0, 10),
    onchange: () => change(field.value),
  });
  return h('label', { class: 'day', title: 'Days are those of UTC' }, label, field);
}

function toggles<T extends string>(
  label: string,
  values: readonly T[],
  chosen: readonly string[],
  nameOf: (value: T) => string,
  change: (chosen: readonly string[]) => void,
): HTMLElement {
  return h(
    'div',
    { class: 'toggles', role: 'group', 'aria-label': label },
    values.map((value) => {
      const isOn = chosen.includes(value);
      const next = isOn ? chosen.filter((other) => other !== value) : [...chosen, value];
      return h(
        'button',
        { type: 'button', 'aria-pressed': String(isOn), onclick: () => change(next) },
        nameOf(value),
      );
    }),
  );
}
