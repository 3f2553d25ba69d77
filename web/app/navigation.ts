import { h } from '../dom/element';
import { hrefOf, type Route } from './route';

const PLACES = [
  { name: 'Overview', path: [], query: {} },
  { name: 'Alerts', path: ['alerts'], query: { status: 'Active,InProgress' } },
  { name: 'Accounts', path: ['accounts'], query: {} },
  { name: 'Suppressions', path: ['suppressions'], query: {} },
] as const;

export interface Navigation {
  readonly element: HTMLElement;
  show(route: Route): void;
}

/** Links to the parts of the page; the one that is shown is marked. */
export function navigation(): Navigation {
  const links = PLACES.map(({ name, path, query }) => ({
    part: path[0] ?? '',
    link: h('a', { href: hrefOf(path, query) }, name),
  }));
  return {
    element: h(
      'nav',
      { 'aria-label': 'Parts' },
      links.map(({ link }) => link),
    ),
    show: ({ path }) => {
      for (const { part, link } of links) {
        if (part === (path[0] ?? '')) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
    },
  };
}
