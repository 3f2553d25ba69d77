import type { Random } from '../random';
import type { Container } from './container';

/** What a query asks for; each API writes it in its own language. */
export interface QueryIntent {
  readonly shape: 'equality' | 'recent' | 'count' | 'everything';
  readonly property: string;
  readonly value: string;
  readonly limit: number;
  /** The value stands in the text instead of in a parameter. */
  readonly inlined: boolean;
  /** A text of an attacker, logged as it is. */
  readonly text?: string;
}

/** A query as an application asks it. @param inlined share of queries whose value is in the text */
export function ordinaryQuery(random: Random, container: Container, inlined: number): QueryIntent {
  return {
    shape: random.weighted([
      ['equality', 6],
      ['recent', 3],
      ['count', 1],
    ]),
    property: random.pick(container.properties),
    value: `${container.name.slice(0, 2).toUpperCase()}-${random.integer(1_000, 9_999)}`,
    limit: random.pick([10, 20, 50]),
    inlined: random.chance(inlined),
  };
}

/** Every document, no condition. */
export function wholeContainer(container: Container): QueryIntent {
  const property = container.properties[0] ?? 'id';
  return { shape: 'everything', property, value: '', limit: 0, inlined: true };
}

/** A query of an attacker. */
export function attackersQuery(container: Container, text: string): QueryIntent {
  return { ...wholeContainer(container), text };
}

interface Parameter {
  readonly name: string;
  readonly value: string;
}

export interface NosqlQuery {
  readonly query: string;
  readonly parameters: readonly Parameter[];
}

/** The query in the language of the NoSQL API. */
export function nosqlQuery(intent: QueryIntent): NosqlQuery {
  if (intent.text !== undefined) return { query: intent.text, parameters: [] };
  const { property, limit } = intent;
  const name = `@${property}`;
  const value = intent.inlined ? `'${intent.value}'` : name;
  const parameters = intent.inlined ? [] : [{ name, value: intent.value }];
  switch (intent.shape) {
    case 'equality':
      return { query: `SELECT * FROM c WHERE c.${property} = ${value}`, parameters };
    case 'recent':
      return {
        query:
          `SELECT c.id, c.${property}, c._ts FROM c WHERE c.${property} = ${value} ` +
          `ORDER BY c._ts DESC OFFSET 0 LIMIT ${limit}`,
        parameters,
      };
    case 'count':
      return { query: `SELECT VALUE COUNT(1) FROM c WHERE c.${property} = ${value}`, parameters };
    case 'everything':
      return { query: 'SELECT * FROM c', parameters: [] };
  }
}

/** The text as it is logged without full-text queries: names and literals are replaced. */
export function obfuscated({ query, parameters }: NosqlQuery): NosqlQuery {
  const seen = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = seen.get(text) ?? seen.size + 1;
    seen.set(text, number);
    return number;
  };
  return {
    query: query
      .replace(
        /'((?:[^'\\]|\\.)*)'/g,
        (_, text: string) => `"str${numberOf(text)}__${text.length}"`,
      )
      .replace(/@(\w+)/g, (_, name: string) => `@param${numberOf(name)}__${name.length}`)
      .replace(/\bc\.(\w+)/g, (_, name: string) => `c.p${numberOf(name)}__${name.length}`),
    parameters: parameters.map(({ name }) => ({
      name: `@param${numberOf(name.slice(1))}__${name.length - 1}`,
      value: '***',
    })),
  };
}
