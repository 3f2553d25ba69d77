import { badRequest } from '../cosmosError';
import type { SortOrder } from './page';

export interface CompositePath {
  readonly path: string;
  readonly order?: string;
}

/** One composite index of a container's indexing policy. */
export type CompositeIndex = readonly CompositePath[];

/**
 * ORDER BY over several paths needs a composite index with the same paths, all orders as given or all turned round
 * (https://learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes).
 * @throws CosmosError 400, as Azure, when the container has none.
 */
export function requireCompositeIndex(
  orders: readonly SortOrder[],
  indexes: readonly CompositeIndex[],
): void {
  if (orders.length < 2) return;
  const served = indexes.some(
    (index) =>
      index.length === orders.length &&
      (serves(index, orders, false) || serves(index, orders, true)),
  );
  if (served) return;
  throw badRequest(
    'The order by query does not have a corresponding composite index that it can be served from.',
  );
}

function serves(index: CompositeIndex, orders: readonly SortOrder[], turned: boolean): boolean {
  return index.every(({ path, order = 'ascending' }, position) => {
    const [keys = [], descending = false] = orders[position] ?? [];
    const wanted = `/${keys.slice(1).join('/')}`;
    return (
      path.replaceAll('"', '') === wanted && (order === 'descending') === (descending !== turned)
    );
  });
}
