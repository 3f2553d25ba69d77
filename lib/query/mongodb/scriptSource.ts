/** Brings a script in any of its writings into one form. */

import { memberOf } from './constants';
import { placeInString } from './language/scanner';
import { parseScript } from './language/statements';
import type { Comment, Node, Problem, Span, Statement } from './language/tree';
import type { Script } from './operation';

export interface ScriptSource {
  /** What runs for each document: the body of the function, where it is one. */
  readonly body: readonly Statement[];
  readonly problems: readonly Problem[];
  readonly comment: Comment | null;
  /** The text that the places below are in. */
  readonly text: string;
  /** Turns a place in `text` into one in the logged text. */
  readonly locate: (span: Span) => Span;
}

/** Reads a script from a string, from `{"$code": ...}` or from a function in shell text. */
export function scriptSourceOf({ node }: Script, logged: string): ScriptSource {
  const code = memberOf(node, '$code');
  const host = code ?? node;
  if (host.kind !== 'string') {
    const body = bodyOf([expressionStatement(host)]);
    return { body, problems: [], comment: null, text: logged, locate: (span) => span };
  }
  const { statements, problems, comment } = parseScript(host.value);
  const place = (at: number): number =>
    host.escaped ? placeInString(logged, host, at) : host.start + 1 + at;
  return {
    body: bodyOf(statements),
    problems,
    comment,
    text: host.value,
    locate: ({ start, end }) => ({ start: place(start), end: place(end) }),
  };
}

function expressionStatement(value: Node): Statement {
  return { kind: 'expression', value, start: value.start, end: value.end };
}

/** A script that is one function, or one call of it, is that function's body. */
function bodyOf(statements: readonly Statement[]): readonly Statement[] {
  const own = statements.filter(({ kind }) => kind !== 'other');
  const only = own.length === 1 ? own[0] : undefined;
  if (only?.kind !== 'expression') return statements;
  const called = only.value.kind === 'call' ? only.value.callee : only.value;
  return called.kind === 'function' ? called.body : statements;
}
