import type { Account, Container } from '../world/model';

/** A query as an injection leaves it: `x` stands in for the value the attacker typed around. */
type Texts = (container: Container) => readonly string[];

interface ApiTexts {
  /** Return what the query was never meant to return; loud ones first, then plain ones. */
  successful: { loud: Texts; plain: Texts };
  /** Cannot succeed: broken, or made for other databases. */
  failing: Texts;
}

const nosql: ApiTexts = {
  successful: {
    loud: ({ keyField }) => [
      `SELECT * FROM c WHERE c.${keyField} = 'x' OR 1=1`,
      `SELECT * FROM c WHERE c.${keyField} = '' OR '1'='1'`,
      `SELECT c.id, c.status FROM c WHERE c.${keyField} = 'x' OR true OR c.status = 'open'`,
    ],
    plain: ({ keyField }) => [
      `SELECT * FROM c WHERE c.${keyField} = 'x' OR 'k' = 'k'`,
      `SELECT * FROM c WHERE c.${keyField} = 'x' OR c.${keyField} = c.${keyField}`,
      `SELECT * FROM c WHERE c.${keyField} = 'x' OR IS_DEFINED(c.id) OR c.status = 'y'`,
    ],
  },
  failing: ({ keyField }) => [
    `SELECT * FROM c WHERE c.${keyField} = ''' AND c.status = 'open'`,
    `SELECT * FROM c WHERE c.${keyField} = 'x' AND SLEEP(5) = 0`,
    `SELECT * FROM c WHERE c.${keyField} = 'x' UNION SELECT name, 2, 3 FROM sysobjects`,
    `SELECT * FROM c WHERE c.${keyField} = 'x'; WAITFOR DELAY '0:0:5'`,
    `SELECT * FROM c WHERE c.${keyField} = 'x' AND EXTRACTVALUE(1, CONCAT(0x7e, VERSION()))`,
    `SELECT * FROM c WHERE c.${keyField} = 'x' AND 4823=4823 AND PG_SLEEP(5) = 'a'`,
    `SELECT * FROM c WHERE c.${keyField} = 'x') ORDER BY 17`,
    `SELECT * FROM c WHERE c.${keyField} = 'x' OR BENCHMARK(5000000, MD5('a')) = 1`,
  ],
};

const mongodb: ApiTexts = {
  successful: {
    loud: ({ name, keyField, database }) => [
      JSON.stringify({
        find: name,
        filter: { $where: `this.${keyField} == 'x' || '1'=='1'` },
        $db: database,
      }),
      JSON.stringify({ find: name, filter: { [keyField]: { $ne: null } }, $db: database }),
    ],
    plain: ({ name, keyField, database }) => [
      JSON.stringify({ find: name, filter: { [keyField]: { $gt: '' } }, limit: 50, $db: database }),
    ],
  },
  failing: ({ name, keyField, database }) => [
    JSON.stringify({
      find: name,
      filter: { $where: `this.${keyField} == 'x'; sleep(5000); var a='` },
      $db: database,
    }),
    JSON.stringify({ find: name, filter: { [keyField]: { $foo: 1 } }, $db: database }),
    JSON.stringify({
      find: name,
      filter: { $where: `this.${keyField} == ''` + `' || true` },
      $db: database,
    }),
  ],
};

const cassandra: ApiTexts = {
  successful: {
    loud: ({ name, keyField, database }) => [
      `SELECT * FROM ${database}.${name} WHERE ${keyField} >= '' ALLOW FILTERING --' LIMIT 100`,
    ],
    plain: ({ name, keyField, database }) => [
      `SELECT * FROM ${database}.${name} WHERE ${keyField} = 'x' OR ${keyField} > '' ALLOW FILTERING`,
    ],
  },
  failing: ({ name, keyField, database }) => [
    `SELECT * FROM ${database}.${name} WHERE ${keyField} = ''' LIMIT 100`,
    `SELECT * FROM ${database}.${name} WHERE ${keyField} = 'x' OR 1=1 --' LIMIT 100`,
    `SELECT * FROM ${database}.${name} WHERE ${keyField} = 'x' UNION SELECT null,null FROM users --' LIMIT 100`,
    `SELECT * FROM ${database}.${name} WHERE ${keyField} = 'x'; DROP TABLE users; --' LIMIT 100`,
  ],
};

const gremlin: ApiTexts = {
  successful: {
    loud: ({ name }) => [
      `g.V().has('${name}', 'pk', 'x'); g.V().valueMap(true) //').out('uses').limit(25)`,
    ],
    plain: ({ name }) => [
      `g.V().has('${name}', 'pk', 'x').fold().V().valueMap(true).unfold().has('a', '').or().V().out('uses')`,
    ],
  },
  failing: ({ name }) => [
    `g.V().has('${name}', 'pk', ''').out('uses').limit(25)`,
    `g.V().has('${name}', 'pk', 'x' or '1'='1').out('uses').limit(25)`,
    `g.V().has('${name}', 'pk', 'x'); Thread.sleep(5000); g.V('').out('uses').limit(25)`,
    `g.V().has('${name}', 'pk', 'x'); java.lang.Runtime.getRuntime().exec('id'); ('').out('uses')`,
  ],
};

const table: ApiTexts = {
  successful: {
    loud: () => [`$filter=PartitionKey eq 'x' or 1 eq 1 or '' eq ''`],
    plain: () => [`$filter=PartitionKey eq 'x' or PartitionKey ne 'x'&$top=100`],
  },
  failing: () => [
    `$filter=PartitionKey eq '''`,
    `$filter=PartitionKey eq 'x' or 1=1 --'`,
    `$filter=PartitionKey eq 'x' UNION SELECT 1,2 --'`,
    `$filter=PartitionKey eq 'x') or sleep(5) eq 0 or ('a' eq 'a'`,
  ],
};

const texts: Readonly<Record<Account['api'], ApiTexts>> = {
  nosql,
  mongodb,
  cassandra,
  gremlin,
  table,
};

export function injectionTexts(account: Account): ApiTexts {
  return texts[account.api];
}
