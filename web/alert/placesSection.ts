import type { Alert } from '../../lib/alerts/alert';
import type { Baseline } from '../api/resources';
import { worldMap } from '../charts/worldMap';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { countryName } from '../text/countries';
import { evidenceOf } from './evidence';

/** Where it came from, against where the account is used from; null where there is nothing to see. */
export function placesSection(alert: Alert, baseline: Baseline | null): HTMLElement | null {
  const journey = journeyOf(alert);
  const here = [...new Set([...evidenceOf(alert, 'countries'), ...(journey ?? [])])];
  const usual = baseline?.known.country.values.map(({ value }) => value) ?? [];
  // Where all is as usual, a map tells nothing that the list of addresses does not.
  if (journey === null && here.every((code) => usual.includes(code))) return null;
  const names = (codes: readonly string[]) => codes.map(countryName).join(', ');
  const told =
    usual.length === 0 ? 'No country is known as usual yet' : `Usual here: ${names(usual)}`;
  const description = `This alert: ${names(here)}. ${told}.`;
  return section(
    'Places',
    worldMap({ usual, here, journey, description }),
    h(
      'ul',
      { class: 'legend' },
      h('li', { 'data-kind': 'here' }, `This alert: ${names(here)}`),
      h('li', { 'data-kind': 'usual' }, told),
    ),
  );
}

function journeyOf({ alertType, extendedProperties }: Alert): readonly [string, string] | null {
  const { from, to } = extendedProperties;
  const isJourney = alertType === 'CosmosDB_ImpossibleTravel';
  return isJourney && from !== undefined && to !== undefined ? [from, to] : null;
}
