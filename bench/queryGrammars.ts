import type { Api } from '../lib/telemetry/event';

/** Pieces that statements of one language are put together from. */
export interface QueryGrammar {
  readonly fields: readonly string[];
  readonly and: string;
  /** What follows the last condition where its value was not kept apart; `#` is a number. */
  readonly attacks: readonly string[];
  condition(field: string, value: number): string;
  statement(conditions: string): string;
}

const FIELDS = ['customerId', 'status', 'city', 'region', 'category', 'owner', 'email', 'total'];

/** Statements as applications of each API write them. */
export const QUERY_GRAMMARS: Readonly<Record<Api, QueryGrammar>> = {
  nosql: {
    fields: FIELDS,
    and: ' AND ',
    attacks: [
      " OR '#' = '#'",
      ' OR # > 0 --',
      " OR IS_DEFINED(c.id) OR c.x# = 'y",
      " OR STARTSWITH(c.owner, '') /* # */",
      " OR LENGTH(c.owner) >= 0 OR c.x = '#'",
    ],
    condition: (field, value) => `c.${field} = 'v-${value}'`,
    statement: (conditions) => `SELECT * FROM c WHERE ${conditions}`,
  },
  mongodb: {
    fields: FIELDS,
    and: ',',
    attacks: [
      ',"password":{"$ne":"#"}',
      ',"$where":"this.a == # || true"',
      ',"$or":[{},{"a":"#"}]',
      ',"$expr":{"$eq":[#,#]}',
      ',"token":{"$gt":"","$ne":#}',
    ],
    condition: (field, value) => `"${field}${value % 97}":"v-${value}"`,
    statement: (conditions) => `{"find":"orders","filter":{${conditions}},"limit":20}`,
  },
  cassandra: {
    fields: FIELDS.map((field) => field.toLowerCase()),
    and: ' AND ',
    attacks: [
      " OR '#'='#'",
      '; DROP TABLE shop.orders#; --',
      " AND token(owner) > # ALLOW FILTERING --'",
      "' OR total > # /*",
      ' UNION SELECT # FROM system.local',
    ],
    condition: (field, value) => `${field} = 'v-${value}'`,
    statement: (conditions) => `SELECT * FROM shop.orders WHERE ${conditions}`,
  },
  gremlin: {
    fields: FIELDS,
    and: '.',
    attacks: [
      ".or(__.has('id'), __.has('x', '#'))",
      ".V().drop().has('x','#')",
      '; g.V().limit(#).drop()',
      ".or(__.identity()).has('a','#')",
      '.map{ System.exit(#) }',
    ],
    condition: (field, value) => `has('${field}', 'v-${value}')`,
    statement: (conditions) => `g.V().hasLabel('order').${conditions}.limit(20)`,
  },
  table: {
    fields: FIELDS.map((field) => field.charAt(0).toUpperCase() + field.slice(1)),
    and: ' and ',
    attacks: [
      " or '#' eq '#'",
      " or PartitionKey ne '#'",
      ' or # eq # or true',
      " or RowKey ge '' or Total ne #",
      ' or not (# eq 0)',
    ],
    condition: (field, value) => `${field} eq 'v-${value}'`,
    statement: (conditions) => `$filter=${conditions}`,
  },
};
