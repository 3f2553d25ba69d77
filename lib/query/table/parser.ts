/** A tolerant parser of Table filters: it goes on behind errors and says where they are. */

import { joined } from './nodes';
import { OperandParser } from './operands';
import * as T from './tokenKinds';
import type { ComparisonOperator, Expression, Parsed, ProblemKind } from './tree';

const OWN_OPERATORS: readonly ComparisonOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const FOREIGN_OPERATORS: readonly ComparisonOperator[] = [...OWN_OPERATORS, 'like'];
/** What a token behind a whole condition is. */
const UNEXPECTED: ReadonlyMap<number, ProblemKind> = new Map([
  [T.COMMENT, 'comment'],
  [T.SEMICOLON, 'separator'],
  [T.CLOSE_PAREN, 'stray-close'],
  [T.AMPERSAND, 'option'],
  [T.OPEN_STRING, 'unclosed-string'],
  [T.SIGN, 'foreign-sign'],
]);

/** Parses the filter in text[start, end). Never throws; time linear in the length. */
export function parseFilter(text: string, start = 0, end = text.length): Parsed {
  return shared.parse(text, start, end);
}

class FilterParser extends OperandParser {
  #ownOperators = 0;
  /** How many logical words are in lower case, and the first that is not, or -1. */
  #lowerCase = 0;
  #otherCase = -1;

  parse(text: string, start: number, end: number): Parsed {
    this.begin(text, start, end);
    this.#ownOperators = 0;
    this.#lowerCase = 0;
    this.#otherCase = -1;
    const expression = this.#whole();
    if (this.#lowerCase > 0 && this.#otherCase >= 0) {
      this.problemAt('mixed-case', this.#otherCase);
    }
    const mixesLanguages = this.#ownOperators > 0;
    return { expression, problems: this.problems, calls: this.calls, mixesLanguages };
  }

  #whole(): Expression {
    const first = this.#or();
    if (this.kind() === T.END) return first;
    const operands = [first];
    while (this.kind() !== T.END) {
      this.#unexpected();
      this.at += 1;
      // An attack often goes on behind its break; what follows an `or` is read as a branch.
      if (!T.isOr(this.kind()) && !T.isAnd(this.kind())) continue;
      this.#logicalToken();
      operands.push(this.#or());
    }
    return joined('or', operands);
  }

  protected override condition(): Expression {
    return this.#or();
  }

  #or(): Expression {
    const first = this.#and();
    if (!T.isOr(this.kind())) return first;
    const operands = [first];
    while (T.isOr(this.kind())) {
      this.#logicalToken();
      operands.push(this.#and());
    }
    return joined('or', operands);
  }

  #and(): Expression {
    const first = this.#not();
    if (!T.isAnd(this.kind())) return first;
    const operands = [first];
    while (T.isAnd(this.kind())) {
      this.#logicalToken();
      operands.push(this.#not());
    }
    return joined('and', operands);
  }

  #logicalToken(): void {
    const kind = this.kind();
    if (kind === T.FOREIGN_OR || kind === T.FOREIGN_AND) {
      this.problemAt('foreign-operator', this.at);
    } else this.#checkLetterCase();
    this.at += 1;
  }

  #checkLetterCase(): void {
    if (!this.tokens.hasCapitals(this.at)) this.#lowerCase += 1;
    else {
      if (this.#otherCase < 0) this.#otherCase = this.at;
      this.problemAt('letter-case', this.at);
    }
  }

  #not(): Expression {
    if (this.kind() !== T.NOT) return this.#comparison();
    const first = this.at;
    while (this.kind() === T.NOT) {
      this.#checkLetterCase();
      this.at += 1;
    }
    const negated = this.at - first;
    if (negated > 1) this.problemAt('double-negation', first + 1);
    const operand = this.#comparison();
    const start = this.tokens.start(first);
    const not: Expression = { kind: 'not', operand, start, end: operand.end };
    return negated % 2 === 1 ? not : { kind: 'not', operand: not, start, end: operand.end };
  }

  #comparison(): Expression {
    const left = this.operand();
    const kind = this.kind();
    let operator: ComparisonOperator | undefined = 'eq';
    if (T.isOwnComparison(kind)) {
      operator = OWN_OPERATORS[kind - T.EQ];
      this.#ownOperators += 1;
      if (this.tokens.hasCapitals(this.at)) this.problemAt('letter-case', this.at);
    } else if (T.isForeignComparison(kind)) {
      operator = FOREIGN_OPERATORS[kind - T.FOREIGN_EQ];
      this.problemAt('foreign-operator', this.at);
    } else {
      if (!this.#isMisspelledOperator(left)) return left;
      this.problemAt('unknown-operator', this.at);
    }
    this.at += 1;
    const right = this.operand();
    return {
      kind: 'comparison',
      operator: operator ?? 'eq',
      left,
      right,
      start: left.start,
      end: right.end,
    };
  }

  /** `Date lte '2025'`: a word between a property and a literal was meant as an operator. */
  #isMisspelledOperator(left: Expression): boolean {
    if (this.kind() !== T.NAME || left.kind !== 'property') return false;
    const next = this.tokens.kind(this.at + 1);
    return next === T.STRING || next === T.OPEN_STRING || next === T.NUMBER;
  }

  #unexpected(): void {
    this.problemAt(UNEXPECTED.get(this.kind()) ?? 'trailing', this.at);
  }
}

/** Used again for every filter, so that reading one allocates little but its tree. */
const shared = new FilterParser();
