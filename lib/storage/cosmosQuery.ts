import type { SqlParameter, SqlQuerySpec } from '@azure/cosmos';
import { CONTAINERS, type Condition, type ContainerName, type DocumentQuery } from './documents';

/**
 * The Cosmos SQL of a query. Field names come from our code and are quoted; values are parameters.
 * The partition key is tested in WHERE too, for servers that ignore the partition key option.
 */
export function toSql(container: ContainerName, query: DocumentQuery): SqlQuerySpec {
  const parameters: SqlParameter[] = [];
  const bind = (value: SqlParameter['value']): string => {
    const name = `@p${parameters.length}`;
    parameters.push({ name, value });
    return name;
  };
  const tests = (query.where ?? []).map((condition) => test(condition, bind));
  if (query.partition !== undefined) {
    tests.unshift(`${path(CONTAINERS[container].partitionKey)} = ${bind(query.partition)}`);
  }
  const top = query.limit === undefined ? '' : `TOP ${Math.trunc(query.limit)} `;
  const where = tests.length === 0 ? '' : ` WHERE ${tests.join(' AND ')}`;
  const order =
    query.orderBy === undefined
      ? ''
      : ` ORDER BY ${path(query.orderBy.field)} ${query.orderBy.descending ? 'DESC' : 'ASC'}`;
  return { query: `SELECT ${top}* FROM c${where}${order}`, parameters };
}

const OPERATORS = { below: '<', atMost: '<=', above: '>', atLeast: '>=' } as const;

function test(condition: Condition, bind: (value: SqlParameter['value']) => string): string {
  const field = path(condition.field);
  switch (condition.is) {
    case 'equal':
      return `${field} = ${bind(condition.value)}`;
    case 'oneOf':
      return condition.values.length === 0
        ? 'false'
        : `${field} IN (${condition.values.map(bind).join(', ')})`;
    case 'below':
    case 'atMost':
    case 'above':
    case 'atLeast':
      return `${field} ${OPERATORS[condition.is]} ${bind(condition.value)}`;
    case 'containing':
      return `CONTAINS(${field}, ${bind(condition.value)})`;
    case 'present':
      return `IS_DEFINED(${field})`;
    case 'absent':
      return `NOT IS_DEFINED(${field})`;
  }
}

function path(field: string): string {
  return `c${field
    .split('.')
    .map((name) => `[${JSON.stringify(name)}]`)
    .join('')}`;
}
