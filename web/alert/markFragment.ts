export interface MarkedText {
  readonly before: string;
  readonly fragment: string;
  readonly after: string;
}

/**
 * Finds the injected fragment in a query. Both are kept without their literals, so the position in
 * the original is only a hint: of several places the nearest is taken. Null where there is none.
 */
export function markFragment(query: string, fragment: string, position: number): MarkedText | null {
  if (fragment === '') return null;
  let best = -1;
  for (let at = query.indexOf(fragment); at >= 0; at = query.indexOf(fragment, at + 1)) {
    if (best < 0 || Math.abs(at - position) < Math.abs(best - position)) best = at;
  }
  if (best < 0) return null;
  const end = best + fragment.length;
  return {
    before: query.slice(0, best),
    fragment: query.slice(best, end),
    after: query.slice(end),
  };
}
