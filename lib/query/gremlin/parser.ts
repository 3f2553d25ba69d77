/** A tolerant parser of Gremlin and the Groovy around it: it goes on behind errors. */

import { Cursor } from './cursor';
import { isAccess, isOperator } from './operators';
import type { Source, Token } from './tokens';
import { stepOf } from './tree';
import type { Chain, Expression, Script, Statement, Step } from './tree';

/** Words in front of a statement: `def x = ...`. */
const PREFIXES: ReadonlySet<string> = new Set(['def', 'return', 'import', 'final', 'throw']);
const MOST_PARAMETERS = 12;

/** Parses all statements of a text. Never throws; time linear in the length. */
export function parseScript({ tokens, head = null }: Source): Script {
  const parser = new Parser(tokens, head);
  const statements = parser.statements('');
  return { statements, problems: parser.problems };
}

class Parser extends Cursor {
  /** @param head what the first token stands for */
  constructor(
    tokens: readonly Token[],
    private head: Chain | null,
  ) {
    super(tokens);
  }

  /** Statements up to `closing`, or to the end where that is empty. */
  statements(closing: string): Statement[] {
    const found: Statement[] = [];
    let separator: Statement['separator'] = 'none';
    while (!this.isAtEnd() && !(closing !== '' && this.is(closing))) {
      if (this.accept(';')) {
        separator = 'semicolon';
        continue;
      }
      const from = this.at;
      const { start, newLine } = this.token();
      if (newLine && separator === 'none' && found.length > 0) separator = 'line';
      if (this.isPrefix()) this.at++;
      const expression = this.expression();
      found.push({ expression, separator, start, end: Math.max(start, this.lastEnd()) });
      separator = 'none';
      if (this.at === from || !this.endsStatement(closing)) this.passStray(closing);
    }
    return found;
  }

  private endsStatement(closing: string): boolean {
    return this.isAtEnd() || this.is(';') || this.is(closing) || this.token().newLine;
  }

  private isPrefix(): boolean {
    const { kind, word } = this.token();
    return kind === 'name' && PREFIXES.has(word) && this.ahead(1).kind === 'name';
  }

  /** Passes what does not belong here, up to the next statement. */
  private passStray(closing: string): void {
    const isClose = this.is(')') || this.is(']') || this.is('}');
    this.problem(isClose ? 'stray-close' : 'trailing');
    do {
      if (!this.token().closed) this.problem('unclosed-string');
      this.at++;
    } while (!this.endsStatement(closing));
  }

  private expression(): Expression {
    const first = this.operand();
    if (!isOperator(this.token())) return first;
    const operands = [first];
    const operators: string[] = [];
    while (isOperator(this.token())) {
      operators.push(this.token().word);
      this.at++;
      if (this.isClose()) break;
      operands.push(this.operand());
    }
    return { kind: 'operation', operators, operands, start: first.start, end: this.lastEnd() };
  }

  private operand(): Expression {
    if (this.head !== null) return this.behindHead(this.head);
    while (this.is('!') || this.is('-') || this.is('+') || this.is('~')) {
      const sign = this.token();
      this.at++;
      if (sign.word === '!') return this.negation(sign);
      const { kind, end, word } = this.token();
      if (kind !== 'number' || sign.word === '~') continue;
      this.at++;
      const value = sign.word === '-' ? `-${word}` : word;
      return this.chainFrom({ kind: 'literal', type: 'number', value, start: sign.start, end });
    }
    const token = this.token();
    const { start, end, word } = token;
    switch (token.kind) {
      case 'string':
      case 'regex':
        if (!token.closed) this.problem('unclosed-string');
        this.at++;
        return this.chainFrom({ kind: 'literal', type: 'string', value: word, start, end });
      case 'number':
        this.at++;
        return this.chainFrom({ kind: 'literal', type: 'number', value: word, start, end });
      case 'name':
        return this.named(token);
      case 'symbol':
        return this.bracketed(token);
      case 'end':
        return this.missing();
    }
  }

  private behindHead(head: Chain): Expression {
    this.head = null;
    this.at++;
    const steps = [...head.steps];
    this.steps(steps);
    return { ...head, steps, end: this.lastEnd() };
  }

  /** `!x`; of several in a row only the first counts. */
  private negation({ start }: Token): Expression {
    while (this.is('!')) this.at++;
    const operands = [this.operand()];
    return { kind: 'operation', operators: ['!'], operands, start, end: this.lastEnd() };
  }

  private named(token: Token): Expression {
    const { start, end, word } = token;
    this.at++;
    if (word === 'true' || word === 'false' || word === 'null') {
      const type = word === 'null' ? 'null' : 'boolean';
      return this.chainFrom({ kind: 'literal', type, value: word, start, end });
    }
    const isNew = word === 'new' && this.token().kind === 'name';
    const name = isNew ? this.token() : token;
    if (isNew) this.at++;
    const steps: Step[] = [];
    const isCalled = this.is('(') || this.beginsClosure();
    if (isCalled) steps.push(this.call(name));
    const root = isCalled ? '' : name.word;
    this.steps(steps);
    return { kind: 'chain', root, base: null, steps, isNew, start, end: this.lastEnd() };
  }

  private bracketed(token: Token): Expression {
    const { start, word } = token;
    if (word === '(' || word === '[') {
      const items = this.items(word);
      const end = this.lastEnd();
      return this.chainFrom({ kind: 'group', bracket: word, items, start, end });
    }
    if (word === '{') return this.chainFrom(this.closure());
    return this.missing();
  }

  private chainFrom(base: Expression): Expression {
    const isCalled = base.kind === 'closure' && this.is('(') && !this.token().newLine;
    if (!isCalled && !isAccess(this.token()) && !this.is('[')) return base;
    const steps: Step[] = [];
    if (isCalled) steps.push(this.call({ ...this.token(), word: 'call' }));
    this.steps(steps);
    if (steps.length === 0) return base;
    const { start } = base;
    return { kind: 'chain', root: '', base, steps, isNew: false, start, end: this.lastEnd() };
  }

  private steps(steps: Step[]): void {
    for (;;) {
      if (
        isAccess(this.token()) &&
        this.ahead(1).kind !== 'symbol' &&
        this.ahead(1).kind !== 'end'
      ) {
        const name = this.ahead(1);
        this.at += 2;
        if (this.is('(') || this.beginsClosure()) steps.push(this.call(name));
        else steps.push(stepOf(name.word, null, name.start, name.end));
      } else if (this.is('[') && !this.token().newLine) {
        const { start } = this.token();
        const args = this.items('[');
        steps.push(stepOf('[]', args, start, this.lastEnd()));
      } else return;
    }
  }

  private call({ word, start }: Token): Step {
    let args: Expression[] | null = null;
    while (this.is('(')) {
      this.calls++;
      const items = this.items('(');
      args = args === null ? items : args.concat(items);
      this.calls--;
    }
    args ??= [];
    if (this.beginsClosure()) args.push(this.closure());
    return stepOf(word, args, start, this.lastEnd());
  }

  private closure(): Expression {
    const open = this.token();
    const { start } = open;
    this.at++;
    this.passParameters();
    const body = this.enter() ? this.statements('}').map(({ expression }) => expression) : [];
    this.leave('}', open);
    return { kind: 'closure', body, start, end: this.lastEnd() };
  }

  /** `->`, `a, b ->` or `String a ->` in front of a closure's body. */
  private passParameters(): void {
    for (let ahead = 0; ahead < MOST_PARAMETERS; ahead++) {
      const { kind, word } = this.ahead(ahead);
      if (word === '->' && kind === 'symbol') this.at += ahead + 1;
      if (kind !== 'name' && word !== ',') return;
    }
  }

  private items(bracket: '(' | '['): Expression[] {
    const open = this.token();
    const closing = bracket === '(' ? ')' : ']';
    this.at++;
    const items: Expression[] = [];
    if (this.enter()) {
      while (!this.isAtEnd() && !this.is(closing)) {
        items.push(this.expression());
        if (this.accept(',')) continue;
        if (!this.is(closing) && !this.isAtEnd()) this.skipTo(closing);
        break;
      }
    }
    this.leave(closing, open);
    return items;
  }

  private missing(): Expression {
    const { start, kind } = this.token();
    this.problem('missing-expression');
    // Brackets and commas are taken by who waits for them; anything else would be met again.
    if (kind === 'symbol' && !this.isClose()) this.at++;
    return { kind: 'missing', start, end: start };
  }

  private beginsClosure(): boolean {
    return this.is('{') && !this.token().newLine;
  }
}
