/** Parses what a condition compares: literals, properties, calls and groups. */

import { TokenCursor } from './cursor';
import { PropertyName, TextLiteral } from './nodes';
import * as T from './tokenKinds';
import type { Call, Expression } from './tree';

/** Shared by all filters without calls; never added to. */
const NO_CALLS: Call[] = [];
/** `trueL`: the suffix of the number that the program put in this place. */
const SUFFIXED_BOOLEAN = /^(?:true|false)[lmdf]$/i;

export abstract class OperandParser extends TokenCursor {
  protected calls: Call[] = NO_CALLS;

  /** A whole condition, as it stands in parentheses. */
  protected abstract condition(): Expression;

  protected override begin(text: string, start: number, end: number): void {
    super.begin(text, start, end);
    this.calls = NO_CALLS;
  }

  protected operand(): Expression {
    const { tokens, at } = this;
    const start = tokens.start(at);
    const end = tokens.end(at);
    switch (tokens.kind(at)) {
      case T.OPEN_STRING:
      case T.STRING: {
        if (tokens.kind(at) === T.OPEN_STRING) this.problemAt('unclosed-string', at);
        else if (!tokens.mayBeOfItsType(at)) this.problemAt('malformed-literal', at);
        this.at += 1;
        return new TextLiteral(tokens.text, tokens.openOf(at), start, end);
      }
      case T.NUMBER:
        this.at += 1;
        return { kind: 'literal', value: this.#number(at), type: 'number', start, end };
      case T.TRUE:
      case T.FALSE: {
        this.at += 1;
        const value = tokens.kind(at) === T.TRUE;
        return { kind: 'literal', value, type: 'boolean', start, end };
      }
      case T.NULL:
        this.at += 1;
        return { kind: 'literal', value: null, type: 'null', start, end };
      case T.NAME:
      case T.LIKE:
        return this.#word(at);
      case T.OPEN_PAREN:
        return this.#group(at);
      case T.MINUS:
      case T.PLUS:
        return this.#signed(at);
      default:
        this.problemAt('missing-operand', at);
        return { kind: 'missing', start, end: start };
    }
  }

  #number(token: number): number {
    const { tokens } = this;
    const written = tokens.text.slice(tokens.start(token), tokens.end(token));
    return written.includes(':') ? Date.parse(written) : Number.parseFloat(written);
  }

  #signed(sign: number): Expression {
    const { tokens } = this;
    this.at += 1;
    const token = this.at;
    const start = tokens.start(sign);
    const isNumber = tokens.kind(token) === T.NUMBER;
    if (!isNumber && !this.#isInfinity(token)) {
      this.problemAt('missing-operand', sign);
      return { kind: 'missing', start, end: tokens.end(sign) };
    }
    this.at += 1;
    const size = isNumber ? this.#number(token) : Infinity;
    const value = tokens.kind(sign) === T.MINUS ? -size : size;
    return { kind: 'literal', value, type: 'number', start, end: tokens.end(token) };
  }

  /** `INF`, as the service writes an infinite double. */
  #isInfinity(token: number): boolean {
    return this.tokens.kind(token) === T.NAME && this.tokens.nameOf(token) === 'inf';
  }

  #word(token: number): Expression {
    const { tokens } = this;
    this.at += 1;
    const start = tokens.start(token);
    if (tokens.text.startsWith('@@', start)) this.problemAt('foreign-variable', token);
    const length = tokens.end(token) - start;
    if (length <= 6 && SUFFIXED_BOOLEAN.test(tokens.text.slice(start, start + length))) {
      this.problemAt('suffixed-boolean', token);
    }
    if (this.kind() === T.OPEN_PAREN) return this.#call(token, tokens.nameOf(token));
    return new PropertyName(tokens.text, start, tokens.end(token));
  }

  #call(token: number, name: string): Expression {
    const args: Expression[] = [];
    this.at += 1;
    if (this.enter(token)) {
      while (this.kind() !== T.END && this.kind() !== T.CLOSE_PAREN) {
        args.push(this.condition());
        if (this.kind() !== T.COMMA) break;
        this.at += 1;
      }
      this.leave();
    }
    const start = this.tokens.start(token);
    const call: Call = { kind: 'call', name, args, start, end: this.close(token) };
    if (this.calls === NO_CALLS) this.calls = [call];
    else this.calls.push(call);
    return call;
  }

  #group(open: number): Expression {
    const start = this.tokens.start(open);
    this.at += 1;
    if (!this.enter(open)) return { kind: 'missing', start, end: this.tokens.end(open) };
    const inner = this.condition();
    this.leave();
    return { kind: 'group', inner, start, end: this.close(open) };
  }
}
