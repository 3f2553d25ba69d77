import type { Random } from '../random';
import type { Account, Container } from './model';

const states = ['open', 'closed', 'pending', 'shipped', 'failed'];
const surnames = ['Meier', "O'Brien", 'Rossi', "D'Angelo", 'Novak', 'Smith', 'Larsen', 'Dubois'];

/** A value that a key field may hold. */
export function keyValue(random: Random, container: Container): string {
  return `${container.keyField.slice(0, 4)}-${random.integer(1000, 99_999)}`;
}

/** An ordinary query of the application in the account's query language. */
export function usualQuery(account: Account, container: Container, random: Random): string {
  const key = keyValue(random, container);
  switch (account.api) {
    case 'nosql':
      return nosqlQuery(account, container, key, random);
    case 'mongodb':
      return mongoQuery(container, key, random);
    case 'cassandra':
      return random.pick([
        `SELECT * FROM ${container.database}.${container.name} WHERE ${container.keyField} = '${key}' LIMIT 100`,
        `SELECT createdat, status FROM ${container.database}.${container.name} WHERE ${container.keyField} = '${key}' AND createdat > 17${random.integer(10_000_000, 99_999_999)}`,
      ]);
    case 'gremlin':
      return random.pick([
        `g.V().has('${container.name}', 'pk', '${key}').out('uses').limit(25)`,
        `g.V('${key}').outE('paid').inV().values('status').dedup()`,
        `g.V().hasLabel('${container.name}').has('pk', '${key}').valueMap(true)`,
      ]);
    case 'table':
      return random.pick([
        `$filter=PartitionKey eq '${key}'`,
        `$filter=PartitionKey eq '${key}' and status eq '${random.pick(states)}'&$top=100`,
      ]);
  }
}

function nosqlQuery(account: Account, container: Container, key: string, random: Random): string {
  const field = container.keyField;
  if (account.literalQueries) {
    return random.pick([
      `SELECT * FROM c WHERE c.${field} = '${key}'`,
      `SELECT c.id, c.status FROM c WHERE c.${field} = '${key}' AND c.status = '${random.pick(states)}'`,
      // A quote in a name is escaped as it should be.
      `SELECT TOP 20 * FROM c WHERE CONTAINS(c.name, '${random.pick(surnames).replace("'", "\\'")}')`,
      `SELECT VALUE COUNT(1) FROM c WHERE c.${field} = '${key}' OR c.ownerId = '${key}'`,
    ]);
  }
  return random.pick([
    `SELECT * FROM c WHERE c.${field} = @key`,
    `SELECT c.id, c.status, c.createdAt FROM c WHERE c.${field} = @key AND c.status = @status`,
    `SELECT * FROM c WHERE c.tenantId = @tenant ORDER BY c.createdAt DESC OFFSET 0 LIMIT 50`,
    `SELECT VALUE COUNT(1) FROM c WHERE c.${field} = @key OR c.ownerId = @key`,
    `SELECT VALUE c.email FROM c WHERE ARRAY_CONTAINS(@keys, c.${field})`,
  ]);
}

function mongoQuery(container: Container, key: string, random: Random): string {
  const $db = container.database;
  return JSON.stringify(
    random.pick([
      { find: container.name, filter: { [container.keyField]: key }, limit: 50, $db },
      {
        find: container.name,
        filter: { [container.keyField]: key, status: { $in: ['open', 'pending'] } },
        sort: { createdAt: -1 },
        $db,
      },
      {
        aggregate: container.name,
        pipeline: [
          { $match: { [container.keyField]: key } },
          { $group: { _id: '$status', n: { $sum: 1 } } },
        ],
        cursor: {},
        $db,
      },
    ]),
  );
}
