import { fill, h } from '../dom/element';
import { openSampleDialog } from '../samples/sampleDialog';
import { freshness } from './freshness';
import { navigation } from './navigation';
import { parseRoute, type Route } from './route';
import { themeButton } from './theme';
import type { ShowView, View } from './view';

/** The frame around all views: shows the one that the address names. */
export function startShell(viewOf: ShowView): void {
  const parts = navigation();
  const main = h('main', { id: 'main', tabindex: -1 });
  document.body.append(
    h(
      'header',
      {},
      h(
        'a',
        {
          class: 'skip',
          href: '#main',
          onclick: (event) => {
            event.preventDefault();
            main.focus();
          },
        },
        'Skip to content',
      ),
      h('a', { class: 'brand', href: '#/' }, 'Cosmos Warden'),
      parts.element,
      h(
        'div',
        { class: 'tools' },
        freshness.word,
        h('button', { type: 'button', onclick: openSampleDialog }, 'Sample alert'),
        themeButton(),
      ),
    ),
    freshness.banner,
    main,
  );

  let shown: View | null = null;
  const show = (route: Route, isFirst: boolean): void => {
    parts.show(route);
    if (shown?.take?.(route) === true) return;
    shown?.stop?.();
    shown = viewOf(route);
    document.title = `${shown.title} · Cosmos Warden`;
    fill(main, shown.element);
    if (isFirst) return;
    scrollTo(0, 0);
    // A screen reader begins to read the new page; a person at the keyboard goes on from there.
    main.focus({ preventScroll: true });
  };
  addEventListener('hashchange', () => show(parseRoute(location.hash), false));
  show(parseRoute(location.hash), true);
}
