import type { Alert } from '../../lib/alerts/alert';
import { copyButton } from '../dom/copyButton';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { visibleJson } from '../dom/visibleText';
import { kqlOf } from './kql';

/** What goes on in other tools: the records in Log Analytics, and the alert as it is. */
export function copySection(alert: Alert): HTMLElement {
  const kql = kqlOf(alert);
  const json = visibleJson(alert);
  return section(
    'The records and the alert itself',
    h('h3', {}, 'KQL: the same records in Log Analytics'),
    code('KQL', kql),
    h('details', {}, h('summary', {}, 'Raw JSON'), code('JSON', json)),
  );
}

function code(name: string, text: string): HTMLElement {
  return h(
    'div',
    { class: 'copyable' },
    copyButton(`Copy ${name}`, () => text),
    h('pre', { class: 'code', tabindex: 0, 'aria-label': name }, text),
  );
}
