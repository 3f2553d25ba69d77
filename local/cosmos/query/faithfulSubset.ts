import { badRequest, type CosmosError } from '../cosmosError';
import { IN_LIST, IS_BETWEEN, isFunction } from './functions';

/** A node of the parser's syntax tree. */
interface SyntaxNode {
  type: string;
  [member: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Constructs that the engine cannot parse, by how they look in a text without its literals. */
const UNPARSED: readonly [RegExp, string][] = [
  [/\bOFFSET\b|\bLIMIT\b/i, 'OFFSET/LIMIT'],
  [/\bGROUP\s+BY\b/i, 'GROUP BY'],
  [/\bLIKE\b/i, 'LIKE'],
  [/\bDISTINCT\b/i, 'DISTINCT'],
  [/\bJOIN\b/i, 'JOIN'],
  [/\bRANK\b/i, 'ORDER BY RANK'],
];

/** The refusal of a text that the engine does not take; it names the construct where it is known. */
export function syntaxRefusal(sql: string, cause: unknown): CosmosError {
  const code = sql.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const known = UNPARSED.find(([pattern]) => pattern.test(code));
  if (known) return unsupported(known[1]);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return badRequest(`The query has a syntax error or is not supported: ${reason}`);
}

function unsupported(construct: string): CosmosError {
  return badRequest(`The embedded Cosmos DB does not support ${construct}; do not rely on it.`);
}

/**
 * Refuses what the engine would answer differently from Azure, and rewrites IN and BETWEEN, which it
 * would evaluate with JavaScript's rules. Gives the names of the parameters that the query reads.
 * @throws CosmosError 400 that names the construct.
 */
export function restrictToFaithful(tree: unknown): Set<string> {
  const parameters = new Set<string>();
  refuseOtherSources(tree);
  visit(tree, (node) => {
    switch (node.type) {
      case 'parameter_name':
        parameters.add(String(node.name));
        break;
      case 'from_specification':
        if (Array.isArray(node.joins) && node.joins.length > 0) throw unsupported('JOIN');
        break;
      case 'scalar_function_expression':
        requireKnownFunction(node);
        break;
      case 'scalar_in_expression':
        rewriteAsCall(node, IN_LIST, [
          node.value,
          { type: 'scalar_array_expression', elements: node.list },
        ]);
        break;
      case 'scalar_between_expression':
        rewriteAsCall(node, IS_BETWEEN, [node.value, node.begin, node.end]);
        break;
    }
  });
  return parameters;
}

function visit(value: unknown, enter: (node: SyntaxNode) => void): void {
  if (isNode(value)) enter(value);
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) visit(member, enter);
}

/** The outermost FROM names the container; `FROM t IN c.tags` would give several rows a document. */
function refuseOtherSources(tree: unknown): void {
  const select = isNode(tree) ? tree.body : undefined;
  const from = isNode(select) ? select.from : undefined;
  const source = isNode(from) ? from.source : undefined;
  if (!isNode(source)) return;
  if (source.iteration === true) throw unsupported('FROM ... IN');
  if (!isNode(source.expression) || source.expression.type !== 'collection_expression') {
    throw unsupported('FROM with a path or a subquery');
  }
}

const AGGREGATES = new Set(['COUNT', 'SUM', 'MIN', 'MAX', 'AVG']);

function requireKnownFunction(node: SyntaxNode): void {
  const name = isNode(node.name) ? String(node.name.name) : '';
  if (node.udf === true) throw unsupported(`user-defined functions (udf.${name})`);
  const upper = name.toUpperCase();
  if (!isFunction(upper) && !AGGREGATES.has(upper)) throw unsupported(`the function ${name}`);
}

function rewriteAsCall(node: SyntaxNode, name: string, values: readonly unknown[]): void {
  node.type = 'scalar_function_expression';
  node.name = { type: 'identifier', name };
  node.arguments = values;
}
