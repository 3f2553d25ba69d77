import { h, s } from '../dom/element';

/** A name, a bar, and the figure in words. */
export function barRow(
  name: string,
  value: number,
  most: number,
  words: string,
  kind: 'usual' | 'here',
): HTMLElement {
  const share = Math.min(1, Math.max(0, value / Math.max(most, 1)));
  return h(
    'li',
    { 'data-kind': kind },
    h('span', { class: 'bar-name', title: name }, name),
    s(
      'svg',
      { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { class: 'track', width: 100, height: 8 }),
      s('rect', { width: share * 100, height: 8 }),
    ),
    h('span', { class: 'bar-words' }, words),
  );
}
