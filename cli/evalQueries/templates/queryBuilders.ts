import { randomNumbers } from '../../../lib/simulation/records';
import type { Api } from '../../../lib/telemetry/event';

/** The pieces that a query builder of one language puts together. */
interface Builder {
  readonly conditions: readonly ((field: string, value: number) => string)[];
  readonly and: string;
  /** Alternatives in brackets, as a choice of several values is written. */
  either(field: string, other: string, value: number): string;
  statement(table: string, conditions: string, ending: string): string;
  readonly endings: readonly ((field: string) => string)[];
}

const FIELDS = ['region', 'state', 'ownerId', 'category', 'total', 'stage', 'city', 'priority'];
const TABLES = ['orders', 'tickets', 'devices'];
/** Chance that an optional part is there. */
const OPTIONAL = 0.4;

const BUILDERS: Readonly<Record<Api, Builder>> = {
  nosql: {
    conditions: [
      (field, value) => `c.${field} = 'v${value}'`,
      (field, value) => `c.${field} >= ${value}`,
      (field, value) => `c.${field} IN ('a${value}', 'b${value}')`,
      (field, value) => `CONTAINS(c.${field}, 'v${value}')`,
    ],
    and: ' AND ',
    either: (field, other, value) => `(c.${field} = 'v${value}' OR c.${other} = 'w${value}')`,
    statement: (_, conditions, ending) => `SELECT * FROM c WHERE ${conditions}${ending}`,
    endings: [(field) => ` ORDER BY c.${field} DESC`, () => ' OFFSET 20 LIMIT 10'],
  },
  mongodb: {
    conditions: [
      (field, value) => `"${field}":"v${value}"`,
      (field, value) => `"${field}":{"$gte":${value}}`,
      (field, value) => `"${field}":{"$in":["a${value}","b${value}"]}`,
      (field, value) => `"${field}":{"$regex":"v${value}","$options":"i"}`,
    ],
    and: ',',
    either: (field, other, value) => `"$or":[{"${field}":"v${value}"},{"${other}":"w${value}"}]`,
    statement: (table, conditions, ending) =>
      `{"find":"${table}","filter":{${conditions}}${ending}}`,
    endings: [(field) => `,"sort":{"${field}":-1}`, () => ',"limit":20'],
  },
  cassandra: {
    conditions: [
      (field, value) => `${field.toLowerCase()} = 'v${value}'`,
      (field, value) => `${field.toLowerCase()} >= ${value}`,
      (field, value) => `${field.toLowerCase()} IN ('a${value}', 'b${value}')`,
    ],
    and: ' AND ',
    either: (field, _, value) => `${field.toLowerCase()} IN ('v${value}', 'w${value}')`,
    statement: (table, conditions, ending) =>
      `SELECT * FROM shop.${table} WHERE ${conditions}${ending}`,
    endings: [(field) => ` ORDER BY ${field.toLowerCase()} DESC`, () => ' LIMIT 20'],
  },
  gremlin: {
    conditions: [
      (field, value) => `.has('${field}', 'v${value}')`,
      (field, value) => `.has('${field}', gte(${value}))`,
      (field, value) => `.has('${field}', within('a${value}', 'b${value}'))`,
      (field) => `.out('${field}')`,
    ],
    and: '',
    either: (field, other, value) =>
      `.or(has('${field}', 'v${value}'), has('${other}', 'w${value}'))`,
    statement: (table, conditions, ending) => `g.V().hasLabel('${table}')${conditions}${ending}`,
    endings: [(field) => `.order().by('${field}')`, () => '.limit(20)'],
  },
  table: {
    conditions: [
      (field, value) => `${field} eq 'v${value}'`,
      (field, value) => `${field} ge ${value}`,
      (field, value) => `${field} ne 'v${value}'`,
    ],
    and: ' and ',
    either: (field, other, value) => `(${field} eq 'v${value}' or ${other} eq 'w${value}')`,
    statement: (table, conditions) => `PartitionKey eq '${table}' and ${conditions}`,
    endings: [],
  },
};

/**
 * Queries of an application that puts optional filters, an order and a page together as its users
 * ask; any of them may be the first of its shape.
 */
export function* builtQueries(api: Api, seed: number, count: number): Iterable<string> {
  const random = randomNumbers(seed);
  const builder = BUILDERS[api];
  const below = (limit: number): number => Math.floor(random() * limit);
  const table = TABLES[below(TABLES.length)] ?? 'orders';
  const filters = FIELDS.map((field) => ({ field, kind: below(builder.conditions.length) }));
  for (let made = 0; made < count; made += 1) {
    const value = 100 + made;
    const conditions = filters
      .filter(() => random() < OPTIONAL)
      .map(({ field, kind }) => builder.conditions[kind]?.(field, value) ?? '');
    if (random() < OPTIONAL) conditions.push(builder.either('title', 'alias', value));
    if (conditions.length === 0) continue;
    const endings = builder.endings.filter(() => random() < OPTIONAL);
    const ending = endings.map((each) => each('changed')).join('');
    yield builder.statement(table, conditions.join(builder.and), ending);
  }
}
