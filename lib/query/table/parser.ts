/** A tolerant parser of Table filters: it goes on behind errors and says where they are. */

import { TokenCursor } from './cursor';
import type { Token } from './tokens';
import type { Call, ComparisonOperator, Expression, Logical, Parsed } from './tree';

const OPERATORS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['gt', 'gt'],
  ['ge', 'ge'],
  ['lt', 'lt'],
  ['le', 'le'],
]);
const FOREIGN_OPERATORS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', 'eq'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['<>', 'ne'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['<', 'lt'],
  ['<=', 'le'],
  ['like', 'like'],
]);
const OR: ReadonlySet<string> = new Set(['or', '||']);
const AND: ReadonlySet<string> = new Set(['and', '&&']);

/** Parses the filter in text[start, end). Never throws; time linear in the length. */
export function parseFilter(text: string, start = 0, end = text.length): Parsed {
  return new FilterParser(text, start, end).parse();
}

class FilterParser extends TokenCursor {
  readonly #calls: Call[] = [];

  parse(): Parsed {
    const operands = [this.#or()];
    while (this.peek().kind !== 'end') {
      this.#unexpected();
      this.at++;
      // An attack often goes on behind its break; what follows an `or` is read as a branch.
      if (!this.#isAt(OR) && !this.#isAt(AND)) continue;
      this.#logicalToken();
      operands.push(this.#or());
    }
    return { expression: joined('or', operands), problems: this.problems, calls: this.#calls };
  }

  #or(): Expression {
    const first = this.#and();
    if (!this.#isAt(OR)) return first;
    const operands = [first];
    while (this.#isAt(OR)) {
      this.#logicalToken();
      operands.push(this.#and());
    }
    return joined('or', operands);
  }

  #and(): Expression {
    const first = this.#not();
    if (!this.#isAt(AND)) return first;
    const operands = [first];
    while (this.#isAt(AND)) {
      this.#logicalToken();
      operands.push(this.#not());
    }
    return joined('and', operands);
  }

  #isAt(words: ReadonlySet<string>): boolean {
    const { kind, text } = this.peek();
    return (kind === 'name' || kind === 'symbol') && words.has(text);
  }

  #logicalToken(): void {
    const token = this.peek();
    if (token.kind === 'symbol') this.problem('foreign-operator', token);
    else this.checkLetterCase(token);
    this.at++;
  }

  #not(): Expression {
    const first = this.peek();
    let negated = 0;
    while (this.peek().kind === 'name' && this.peek().text === 'not') {
      this.checkLetterCase(this.peek());
      this.at++;
      negated++;
    }
    const operand = this.#comparison();
    if (negated === 0) return operand;
    const not: Expression = { kind: 'not', operand, start: first.start, end: operand.end };
    return negated % 2 === 1 ? not : { ...not, operand: { ...not } };
  }

  #comparison(): Expression {
    const left = this.#operand();
    const token = this.peek();
    if (token.kind !== 'name' && token.kind !== 'symbol') return left;
    const own = token.kind === 'name' ? OPERATORS.get(token.text) : undefined;
    const foreign = own ?? FOREIGN_OPERATORS.get(token.text);
    if (own !== undefined) {
      this.checkLetterCase(token);
    } else if (foreign !== undefined) {
      this.problem('foreign-operator', token);
    } else {
      if (!this.#misspelledOperator(left)) return left;
      this.problem('unknown-operator', token);
    }
    this.at++;
    const right = this.#operand();
    const span = { start: left.start, end: right.end };
    return { kind: 'comparison', operator: foreign ?? 'eq', left, right, ...span };
  }

  /** `Date lte '2025'`: a word between a property and a literal was meant as an operator. */
  #misspelledOperator(left: Expression): boolean {
    const word = this.peek();
    const next = this.peek(1);
    if (word.kind !== 'name' || left.kind !== 'property') return false;
    if (OR.has(word.text) || AND.has(word.text)) return false;
    return next.kind === 'string' || next.kind === 'number';
  }

  #operand(): Expression {
    const token = this.peek();
    const span = { start: token.start, end: token.end };
    switch (token.kind) {
      case 'string':
        if (!token.closed) this.problem('unclosed-string', token);
        this.at++;
        return {
          kind: 'literal',
          value: token.text,
          type: token.type === '' ? 'string' : 'typed',
          ...span,
        };
      case 'number':
        this.at++;
        return { kind: 'literal', value: Number.parseFloat(token.text), type: 'number', ...span };
      case 'name':
        return this.#word(token);
      case 'symbol':
        if (token.text === '(') return this.#group(token);
        if (token.text === '-' || token.text === '+') return this.#signed(token);
        break;
      case 'comment':
      case 'end':
        break;
    }
    this.problem('missing-operand', token);
    return { kind: 'missing', start: token.start, end: token.start };
  }

  #signed(sign: Token): Expression {
    this.at++;
    const token = this.peek();
    if (token.kind !== 'number') {
      this.problem('missing-operand', sign);
      return { kind: 'missing', start: sign.start, end: sign.end };
    }
    this.at++;
    const value = Number.parseFloat(token.text) * (sign.text === '-' ? -1 : 1);
    return { kind: 'literal', value, type: 'number', start: sign.start, end: token.end };
  }

  #word(token: Token): Expression {
    const span = { start: token.start, end: token.end };
    if (OPERATORS.has(token.text) || token.text === 'or' || token.text === 'and') {
      this.problem('missing-operand', token);
      return { kind: 'missing', start: token.start, end: token.start };
    }
    this.at++;
    if (token.text === 'true' || token.text === 'false') {
      return { kind: 'literal', value: token.text === 'true', type: 'boolean', ...span };
    }
    if (token.text === 'null') return { kind: 'literal', value: null, type: 'null', ...span };
    const open = this.peek();
    const called = open.text === '(' && open.kind === 'symbol';
    return called ? this.#call(token) : { kind: 'property', name: token.text, ...span };
  }

  #call(name: Token): Expression {
    const args: Expression[] = [];
    this.at++;
    if (this.enter(name)) {
      while (this.peek().kind !== 'end' && this.peek().text !== ')') {
        args.push(this.#or());
        if (this.peek().text !== ',') break;
        this.at++;
      }
      this.leave();
    }
    const call: Call = {
      kind: 'call',
      name: name.text,
      args,
      start: name.start,
      end: this.close(name),
    };
    this.#calls.push(call);
    return call;
  }

  #group(open: Token): Expression {
    this.at++;
    if (!this.enter(open)) return { kind: 'missing', start: open.start, end: open.end };
    const inner = this.#or();
    this.leave();
    return { kind: 'group', inner, start: open.start, end: this.close(open) };
  }

  #unexpected(): void {
    const token = this.peek();
    if (token.kind === 'comment') this.problem('comment', token);
    else if (token.text === ';') this.problem('separator', token);
    else if (token.kind === 'symbol' && token.text === ')') this.problem('stray-close', token);
    else if (token.kind === 'symbol' && token.text === '&') this.problem('option', token);
    else if (token.kind === 'string' && !token.closed) this.problem('unclosed-string', token);
    else this.problem('trailing', token);
  }
}

function joined(kind: Logical['kind'], operands: readonly Expression[]): Expression {
  const [first] = operands;
  if (first === undefined) return { kind: 'missing', start: 0, end: 0 };
  const last = operands[operands.length - 1] ?? first;
  return operands.length === 1 ? first : { kind, operands, start: first.start, end: last.end };
}
