import type { Alert } from '../../lib/alerts/alert';
import { copyButton } from '../dom/copyButton';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { markFragment } from './markFragment';

/** The query with what was injected marked, where the alert is about one. */
export function querySection({ extendedProperties }: Alert): HTMLElement | null {
  const { query, fragment = '', fragmentPosition, technique, meaning } = extendedProperties;
  if (query === undefined || query === '') return null;
  const marked = markFragment(query, fragment, Number(fragmentPosition ?? 0));
  const text =
    marked === null ? [query] : [marked.before, h('mark', {}, marked.fragment), marked.after];
  return section(
    'The query',
    h(
      'p',
      {},
      technique !== undefined && h('span', { class: 'mark' }, technique),
      ` ${meaning ?? ''}`,
      marked === null && fragment !== '' && [': ', h('code', {}, fragment)],
    ),
    h('pre', { class: 'code wrap', tabindex: 0, 'aria-label': 'Query text' }, text),
    h(
      'div',
      { class: 'buttons' },
      copyButton('Copy query', () => query),
      h('span', { class: 'muted' }, 'Literals are left out unless the operator keeps full texts.'),
    ),
  );
}
