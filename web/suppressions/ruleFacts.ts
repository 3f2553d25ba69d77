import { accountName } from '../../lib/telemetry/displayNames';
import type { Rule } from '../api/resources';
import { h } from '../dom/element';
import { countryName } from '../text/countries';

/** What an alert must fit for the rule to hide it. */
export function ruleFacts(rule: Rule): HTMLElement {
  const { alertType, accountId, country } = rule;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Alert type', alertType],
    ['Account', accountId === null ? 'every account' : accountName(accountId)],
    ['Identity', rule.principal],
    ['Address', rule.address],
    ['Application', rule.application],
    ['Country', country === null ? null : countryName(country)],
    ['Container', rule.container],
    ['Query shape', rule.queryShape],
  ];
  return h(
    'dl',
    { class: 'facts' },
    rows.map(([name, value]) => value !== null && [h('dt', {}, name), h('dd', {}, value)]),
  );
}
