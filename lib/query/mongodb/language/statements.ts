/** A tolerant parser of statements: a script inside a command, or a whole logged text. */

import { ExpressionParser } from './expressions';
import { parseJson } from './json';
import type { Node, Parsed, Statement } from './tree';

const DECLARATIONS = new Set(['var', 'let', 'const']);
const DEEPEST_STATEMENT = 100;

/** Parses a logged text: a command document, several, or shell statements. */
export function parseCommandText(text: string): Parsed {
  return parseJson(text) ?? new StatementParser(text, true).parse();
}

/** Parses the source of a server-side script. */
export function parseScript(source: string): Parsed {
  return new StatementParser(source, false).parse();
}

class StatementParser extends ExpressionParser {
  /** A brace that begins a statement begins a document, not a block. */
  readonly #documents: boolean;

  constructor(text: string, documents: boolean) {
    super(text);
    this.#documents = documents;
  }

  parse(): Parsed {
    const statements: Statement[] = [];
    while (this.scanner.kind !== 'end') {
      if (this.is('}') || this.is(')') || this.is(']')) {
        this.problem('stray-close');
        this.advance();
      } else {
        statements.push(this.#statement(true));
      }
    }
    return { statements, problems: this.problems, comment: this.scanner.comment };
  }

  protected override functionBody(): Statement[] {
    const statements: Statement[] = [];
    while (this.scanner.kind !== 'end' && !this.is('}')) {
      if (this.is(')') || this.is(']')) {
        this.problem('stray-close');
        this.advance();
      } else {
        statements.push(this.#statement(false));
      }
    }
    return statements;
  }

  #statement(outermost: boolean): Statement {
    const { start } = this.scanner;
    if (this.depth >= DEEPEST_STATEMENT) {
      this.problem('too-deep');
      this.advance();
      return { kind: 'other', start, end: this.lastEnd };
    }
    this.depth++;
    const statement = this.#statementAt(start, outermost);
    this.depth--;
    return statement;
  }

  #statementAt(start: number, outermost: boolean): Statement {
    const { kind, value } = this.scanner;
    if (this.take(';')) return { kind: 'other', start, end: this.lastEnd };
    if (this.is('{') && !(this.#documents && outermost)) return this.#block(start);
    if (kind !== 'name') return this.#expression(start);
    if (DECLARATIONS.has(value)) return this.#declaration(start);
    switch (value) {
      case 'return':
      case 'throw':
        return this.#leaving(value, start);
      case 'if':
        return this.#guarded('if', start);
      case 'while':
        return this.#guarded('loop', start);
      case 'with':
      case 'switch':
        return this.#guarded('selection', start);
      case 'for':
        return this.#for(start);
      case 'do':
        return this.#do(start);
      case 'else':
      case 'try':
      case 'finally':
        this.advance();
        return this.#statement(false);
      case 'catch':
        this.advance();
        if (this.is('(')) this.#head();
        return this.#statement(false);
      case 'break':
      case 'continue':
      case 'case':
      case 'default':
        return this.#label(start);
      default:
        return this.#expression(start);
    }
  }

  #block(start: number): Statement {
    this.enter('{');
    const body = this.functionBody();
    this.leave('{', start);
    return { kind: 'block', body, start, end: this.lastEnd };
  }

  #expression(start: number): Statement {
    const before = this.scanner.start;
    const value = this.#documents ? this.#commandExpression() : this.sequence();
    if (this.scanner.start === before && this.scanner.kind !== 'end') this.advance();
    this.#endOfStatement();
    return { kind: 'expression', value, start, end: value.end };
  }

  /** `use shop`, `find {...}`: a command's name may stand in front of its document. */
  #commandExpression(): Node {
    const first = this.sequence();
    const word = first.kind === 'name' && !this.scanner.newlineBefore;
    return word && (this.is('{') || this.scanner.kind === 'name') ? this.sequence() : first;
  }

  #declaration(start: number): Statement {
    const values: Node[] = [];
    do {
      this.advance();
      values.push(this.assignment());
    } while (this.is(','));
    this.#endOfStatement();
    return { kind: 'declaration', values, start, end: this.lastEnd };
  }

  #leaving(kind: 'return' | 'throw', start: number): Statement {
    this.advance();
    const empty = this.is(';') || this.is('}') || this.scanner.kind === 'end';
    const value = empty || this.scanner.newlineBefore ? null : this.sequence();
    this.#endOfStatement();
    return { kind, value, start, end: this.lastEnd };
  }

  #guarded(kind: 'loop' | 'if' | 'selection', start: number): Statement {
    this.advance();
    const test = this.#head();
    const body = this.scanner.kind === 'end' ? [] : [this.#statement(false)];
    return { kind, test, body, start, end: this.lastEnd };
  }

  #do(start: number): Statement {
    this.advance();
    const body = this.scanner.kind === 'end' ? [] : [this.#statement(false)];
    if (this.scanner.kind === 'name' && this.scanner.value === 'while') this.advance();
    const test = this.#head();
    this.take(';');
    return { kind: 'loop', test, body, start, end: this.lastEnd };
  }

  /** The parenthesised condition of a statement. */
  #head(): Node {
    const { start } = this.scanner;
    if (!this.is('(')) {
      this.problem('missing-value');
      return { kind: 'opaque', start, end: start };
    }
    this.enter('(');
    const node = this.is(')') ? null : this.sequence();
    this.leave('(', start);
    return node ?? { kind: 'opaque', start, end: this.lastEnd };
  }

  #for(start: number): Statement {
    this.advance();
    const open = this.scanner.start;
    if (!this.is('(')) return this.#expression(start);
    this.enter('(');
    if (this.scanner.kind === 'name' && DECLARATIONS.has(this.scanner.value)) this.advance();
    let test: Node | null = { kind: 'opaque', start: open, end: open };
    if (!this.is(';')) this.sequence();
    if (this.scanner.kind === 'name' && this.scanner.value === 'of') {
      this.advance();
      this.sequence();
    } else if (this.take(';')) {
      test = this.is(';') ? null : this.sequence();
      if (this.take(';') && !this.is(')')) this.sequence();
    }
    this.leave('(', open);
    const body = this.scanner.kind === 'end' ? [] : [this.#statement(false)];
    return { kind: 'loop', test, body, start, end: this.lastEnd };
  }

  #label(start: number): Statement {
    this.advance();
    if (!this.is(';') && !this.is('}') && !this.is(':')) this.assignment();
    if (!this.take(':')) this.take(';');
    return { kind: 'other', start, end: this.lastEnd };
  }

  #endOfStatement(): void {
    if (this.take(';') || this.is('}') || this.scanner.kind === 'end') return;
    if (!this.scanner.newlineBefore) this.problem('trailing');
  }
}
