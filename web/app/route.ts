/** Where in the page a person is: the part of the address behind `#`, which no server sees. */
export interface Route {
  /** Such as `['alerts', '1f0c...']`; empty for the overview. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** `#/alerts?status=Active` as a route; what cannot be read is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s, 2);
  try {
    const segments = path.split('/').filter((segment) => segment !== '');
    return { path: segments.map(decodeURIComponent), query: new URLSearchParams(query) };
  } catch {
    return { path: [], query: new URLSearchParams() };
  }
}

/** The address of a route, to be put into a link. */
export function hrefOf(
  path: readonly string[],
  query: Readonly<Record<string, string>> | URLSearchParams = {},
): string {
  const text = new URLSearchParams(query).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}
