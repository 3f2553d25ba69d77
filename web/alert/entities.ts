import type { Alert } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import { hrefOf } from '../app/route';
import { h, type Child } from '../dom/element';
import { section } from '../dom/parts';
import { countryName } from '../text/countries';
import { evidenceOf } from './evidence';

/** Values that are listed at once. */
const MOST = 6;

/** Who and what the alert is about; each leads to the alerts that name it too. */
export function entitiesSection(alert: Alert): HTMLElement {
  const countries = countriesByAddress(alert);
  const rows: (readonly [string, readonly Child[]])[] = [
    ['Accounts', accountsOf(alert)],
    [
      'Addresses',
      evidenceOf(alert, 'addresses').map((address) => {
        const country = countries.get(address);
        return [searchLink(address), country !== undefined && ` ${countryName(country)}`];
      }),
    ],
    ['Identities', evidenceOf(alert, 'principals').map(searchLink)],
    ['Applications', evidenceOf(alert, 'applications').map((name) => h('span', {}, name))],
    ['Containers', evidenceOf(alert, 'containers').map((name) => h('code', {}, name))],
    ['Operations', operationsOf(alert).map((name) => h('span', {}, name))],
  ];
  return section(
    'Entities',
    h(
      'dl',
      { class: 'facts' },
      rows
        .filter(([, values]) => values.length > 0)
        .map(([name, values]) => [h('dt', {}, name), h('dd', {}, listOf(values))]),
    ),
  );
}

function listOf(values: readonly Child[]): Child {
  const items = values.map((value) => h('li', {}, value));
  if (items.length <= MOST) return h('ul', {}, items);
  const rest = h('details', {}, h('summary', {}, `${items.length - MOST} more`));
  rest.append(h('ul', {}, items.slice(MOST)));
  return [h('ul', {}, items.slice(0, MOST)), rest];
}

function accountsOf({ accountId, resourceIdentifiers }: Alert): HTMLElement[] {
  const ids = new Set([accountId, ...resourceIdentifiers.map((one) => one.azureResourceId)]);
  return [...ids]
    .filter((id) => id.includes('/databaseaccounts/'))
    .map((id) => h('a', { href: hrefOf(['accounts', id]), title: id }, accountName(id)));
}

function searchLink(text: string): HTMLElement {
  const href = hrefOf(['alerts'], { q: text });
  return h('a', { href, title: 'Alerts that name it' }, text);
}

function operationsOf({ extendedProperties }: Alert): string[] {
  return (extendedProperties['operations'] ?? '').split(', ').filter((name) => name !== '');
}

function countriesByAddress({ entities }: Alert): ReadonlyMap<string, string> {
  const countries = new Map<string, string>();
  for (const { type, address, location } of entities) {
    if (type !== 'ip' || typeof address !== 'string') continue;
    if (typeof location !== 'object' || location === null || !('countryCode' in location)) continue;
    countries.set(address, String(location.countryCode));
  }
  return countries;
}
