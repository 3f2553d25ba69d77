/** Signs of code in texts: in double quotes Groovy runs what stands in `${...}` or behind a `$`. */

import { SignList, type SignKind } from '../../signList';
import { parseScript } from '../parser';
import type { Source } from '../tokens';
import { sourceOf } from '../tokens';
import type { Expression, Span } from '../tree';
import { forEachPart } from '../tree';
import { SIGNS } from '../weights';
import { codeSigns } from './code';

const NAME_PATH = /[a-z_][\w.]*/iy;

export function interpolationSigns({ text, tokens }: Source, signs: SignList): void {
  if (!text.includes('$')) return;
  for (const { kind, start, end } of tokens) {
    if (kind !== 'string' || text[start] !== '"') continue;
    for (const code of interpolations(text, start, end)) {
      const found = new SignsAt(code, signs);
      const { statements } = parseScript(sourceOf(text.slice(code.start, code.end)));
      for (const { expression } of statements) expressionSigns(expression, found);
    }
  }
}

/** A name alone, `${name}`, is what a program put there; it has no sign. */
function expressionSigns(expression: Expression, signs: SignList): void {
  if (expression.kind === 'chain') {
    codeSigns(expression, true, signs);
    if (expression.root === 'g' && expression.steps.length > 0) {
      signs.add(SIGNS.traversalInValue, expression);
    }
  }
  forEachPart(expression, (part) => {
    expressionSigns(part, signs);
  });
}

/** The code in a text, without its braces; a backslash takes the meaning from a `$`. */
function interpolations(text: string, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (let at = start; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$') {
      const code = text[at + 1] === '{' ? braced(text, at + 2, end) : named(text, at + 1);
      if (code === null) continue;
      found.push(code);
      at = code.end - 1;
    }
  }
  return found;
}

function braced(text: string, start: number, end: number): Span {
  let depth = 1;
  let at = start;
  for (; at < end; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) break;
  }
  return { start, end: at };
}

function named(text: string, start: number): Span | null {
  NAME_PATH.lastIndex = start;
  return NAME_PATH.test(text) ? { start, end: NAME_PATH.lastIndex } : null;
}

/** Signs of code that was cut out of a text, all at one place of the text. */
class SignsAt extends SignList {
  constructor(
    private readonly place: Span,
    private readonly all: SignList,
  ) {
    super();
  }

  override add(kind: SignKind): void {
    this.all.add(kind, this.place);
  }
}
