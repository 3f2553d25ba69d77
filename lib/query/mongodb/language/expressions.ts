/** A tolerant parser of JavaScript expressions, and so of JSON documents. */

import { DEEPEST } from './brackets';
import type { Node, SeriesNode } from './tree';
import { opaqueAt, series, ValueParser } from './values';

/** Longer chains of `a.b.c` or `a + b + c` are not looked into. */
const LONGEST_CHAIN = 100;
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ...levels(['??'], ['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!=', '===', '!==']),
  ...['<', '>', '<=', '>=', 'in', 'instanceof'].map((word) => [word, 8] as const),
  ...['<<', '>>', '>>>'].map((word) => [word, 9] as const),
  ...['+', '-'].map((word) => [word, 10] as const),
  ...['*', '/', '%', '**'].map((word) => [word, 11] as const),
]);
const PREFIXES = new Set(['!', '-', '+', '~', '++', '--', '...']);
const PREFIX_WORDS = new Set(['typeof', 'void', 'delete', 'await']);
const ASSIGNMENTS = new Set([
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&&=',
  '||=',
  '??=',
  '|=',
  '&=',
  '^=',
]);
function levels(...groups: string[][]): (readonly [string, number])[] {
  return groups.flatMap((words, index) => words.map((word) => [word, index + 1] as const));
}

/** Never throws. */
export abstract class ExpressionParser extends ValueParser {
  protected sequence(): Node {
    const first = this.assignment();
    if (!this.is(',')) return first;
    const operands = [first];
    while (this.take(',')) operands.push(this.assignment());
    return series(',', operands);
  }

  protected override assignment(): Node {
    if (this.depth >= DEEPEST) return this.tooDeep();
    this.depth++;
    const left = this.#conditional();
    let node = left;
    if (this.scanner.kind === 'symbol' && ASSIGNMENTS.has(this.scanner.value)) {
      const operator = this.scanner.value;
      this.advance();
      const right = this.assignment();
      node = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    } else if (this.is('=>')) {
      this.advance();
      node = this.arrowBody(left.start);
    }
    this.depth--;
    return node;
  }

  #conditional(): Node {
    const test = this.#binary(0);
    if (!this.take('?')) return test;
    const whenTrue = this.assignment();
    if (!this.take(':')) this.problem('missing-value');
    const whenFalse = this.assignment();
    return {
      kind: 'conditional',
      test,
      whenTrue,
      whenFalse,
      start: test.start,
      end: whenFalse.end,
    };
  }

  #binary(lowest: number): Node {
    let left = this.#unary();
    for (let chain = 0; !this.atDelimiter(); chain++) {
      const operator = this.scanner.value;
      const strength = this.#isOperator() ? (PRECEDENCE.get(operator) ?? 0) : 0;
      if (strength <= lowest) break;
      if (chain > LONGEST_CHAIN) left = { kind: 'opaque', start: left.start, end: left.end };
      if (operator === '||' || operator === '&&' || operator === '??') {
        left = this.#logical(left, operator, strength);
        continue;
      }
      this.advance();
      const right = this.#binary(strength);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #logical(first: Node, operator: SeriesNode['operator'], strength: number): Node {
    const operands = [first];
    while (this.take(operator)) operands.push(this.#binary(strength));
    return series(operator, operands);
  }

  #isOperator(): boolean {
    const { kind, value } = this.scanner;
    return kind === 'symbol' || (kind === 'name' && (value === 'in' || value === 'instanceof'));
  }

  #unary(): Node {
    const { kind, value: operator, start } = this.scanner;
    const prefix =
      (kind === 'symbol' && PREFIXES.has(operator)) ||
      (kind === 'name' && PREFIX_WORDS.has(operator));
    if (!prefix) return this.postfix();
    if (this.depth >= DEEPEST) return this.tooDeep();
    this.depth++;
    this.advance();
    const operand = this.#unary();
    this.depth--;
    return { kind: 'unary', operator, operand, start, end: operand.end };
  }

  protected override postfix(): Node {
    let node = this.primary();
    for (let chain = 0; !this.atDelimiter(); chain++) {
      if (chain > LONGEST_CHAIN) node = { kind: 'opaque', start: node.start, end: node.end };
      const { start } = node;
      if (this.is('.') || this.is('?.')) {
        this.advance();
        if (this.is('(') || this.is('[')) continue;
        const { kind, value: property, end } = this.scanner;
        if (kind === 'name') this.advance();
        else this.problem('missing-value');
        node = { kind: 'access', object: node, property, start, end };
      } else if (this.is('[') && node.kind !== 'number' && node.kind !== 'string') {
        const [property] = this.list('[');
        const end = this.lastEnd;
        node = {
          kind: 'access',
          object: node,
          property: property ?? opaqueAt(start, end),
          start,
          end,
        };
      } else if (this.is('(') && node.kind !== 'number' && node.kind !== 'string') {
        node = { kind: 'call', callee: node, args: this.list('('), start, end: this.lastEnd };
      } else if (this.is('++') || this.is('--')) {
        this.advance();
      } else {
        break;
      }
    }
    return node;
  }
}
