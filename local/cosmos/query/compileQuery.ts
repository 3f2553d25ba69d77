import { runInThisContext } from 'node:vm';
import createQuery from '@zeit/cosmosdb-query';
import * as aggregates from '@zeit/cosmosdb-query/lib/aggregate-functions';
import * as engine from '@zeit/cosmosdb-query/lib/helpers';
import { badRequest, CosmosError } from '../cosmosError';
import type { JsonObject } from '../json';
import { requireCompositeIndex, type CompositeIndex } from './compositeIndex';
import { restrictToFaithful, syntaxRefusal } from './faithfulSubset';
import { FUNCTIONS } from './functions';
import {
  documentsAfter,
  pageOf,
  sortRows,
  type Page,
  type ProjectedRow,
  type RowId,
  type SortOrder,
} from './page';

export interface QueryParameter {
  readonly name: string;
  readonly value?: unknown;
}

export interface QueryOptions {
  readonly parameters: readonly QueryParameter[];
  /** Results a page; -1: all. */
  readonly maxItemCount: number;
  readonly continuation: string | undefined;
  readonly compositeIndexes: readonly CompositeIndex[];
}

/** Evaluates a query over documents, which must be in order of creation. */
export type CompiledQuery = (documents: readonly JsonObject[], options: QueryOptions) => Page;

/** The engine's generated code: a function of its surroundings, in this order. */
type GeneratedQuery = (
  aggregateFunctions: object,
  builtinFunctions: object,
  collection: { reduce: (step: (rows: unknown[], document: JsonObject) => unknown[]) => unknown[] },
  helpers: object,
  udf: object,
  parameters: object,
  maxItemCount: number,
  continuation: string | undefined,
  compositeIndexes: readonly CompositeIndex[],
) => { result: unknown[]; continuation: string | undefined | null };

/** What the generated code calls; ordering and paging are ours, the rest is the engine's. */
const HELPERS = {
  ...engine,
  sort(
    rows: readonly unknown[],
    idOf: RowId,
    indexes?: readonly CompositeIndex[],
    ...orders: SortOrder[]
  ) {
    requireCompositeIndex(orders, indexes ?? []);
    return sortRows(rows, idOf, orders);
  },
  paginate(
    rows: readonly ProjectedRow[],
    maxItemCount: number,
    continuation: string | undefined,
    idOf: RowId,
    ...orders: SortOrder[]
  ): Page {
    return pageOf(rows, maxItemCount, continuation, idOf, orders);
  },
  // Answers are serialised, which drops undefined members.
  stripUndefined: (values: unknown) =>
    Array.isArray(values) ? values.filter((value) => value !== undefined) : values,
};

const MAX_CACHED_QUERIES = 500;
const cache = new Map<string, CompiledQuery>();

/**
 * The evaluation of a query text, compiled once per text.
 * @throws CosmosError 400 for a syntax error or a construct that would not be answered as Azure does.
 */
export function compileQuery(sql: string): CompiledQuery {
  let query = cache.get(sql);
  if (!query) {
    query = compile(sql);
    const [oldest] = cache.keys();
    if (cache.size >= MAX_CACHED_QUERIES && oldest !== undefined) cache.delete(oldest);
    cache.set(sql, query);
  }
  return query;
}

function compile(sql: string): CompiledQuery {
  const { generated, names, keepsOrder } = generate(sql);
  return (documents, { parameters, maxItemCount, continuation, compositeIndexes }) => {
    const values = new Map(parameters.map(({ name, value }) => [name, value]));
    for (const name of names) {
      if (!values.has(name)) throw badRequest(`The query parameter ${name} has no value.`);
    }
    const rest =
      keepsOrder && continuation !== undefined
        ? documentsAfter(documents, continuation)
        : documents;
    // The generated fold copies all earlier rows for each document; folding each into its own is linear.
    const collection = {
      reduce: (step: (rows: unknown[], document: JsonObject) => unknown[]) =>
        rest.flatMap((document) => step([], document)),
    };
    const withoutSign = Object.fromEntries([...values].map(([name, v]) => [name.slice(1), v]));
    try {
      const { result, continuation: next } = generated(
        aggregates,
        FUNCTIONS,
        collection,
        HELPERS,
        {},
        withoutSign,
        maxItemCount,
        continuation,
        compositeIndexes,
      );
      return { result, continuation: next ?? undefined };
    } catch (cause) {
      if (cause instanceof CosmosError) throw cause;
      throw syntaxRefusal(sql, cause);
    }
  };
}

interface Generated {
  readonly generated: GeneratedQuery;
  /** The parameters that the query reads. */
  readonly names: ReadonlySet<string>;
  /** Without ORDER BY and TOP: a later page needs no document of an earlier one. */
  readonly keepsOrder: boolean;
}

function generate(sql: string): Generated {
  let query;
  try {
    query = createQuery(sql);
  } catch (cause) {
    throw syntaxRefusal(sql, cause);
  }
  const names = restrictToFaithful(query.ast);
  try {
    // The cast: the engine gives its query as the text of a function with these parameters.
    const generated = runInThisContext(`"use strict"; (${query.code})`) as GeneratedQuery;
    return { generated, names, keepsOrder: !/\b(?:ORDER\s+BY|TOP)\b/i.test(sql) };
  } catch (cause) {
    throw syntaxRefusal(sql, cause);
  }
}
