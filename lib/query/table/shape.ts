/** A filter without its literals, in one writing: equal for equal shapes. */

import type { Expression } from './tree';

/** Each literal becomes `?`; equal neighbours in `and` and `or` become one with a `+`. */
export function shapeOf(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return '?';
    case 'property':
      return expression.name;
    case 'missing':
      return '!';
    case 'call':
      return `${expression.name}(${expression.args.map(shapeOf).join(',')})`;
    case 'group':
      return isPlain(expression.inner)
        ? shapeOf(expression.inner)
        : `(${shapeOf(expression.inner)})`;
    case 'not':
      return `not ${shapeOf(expression.operand)}`;
    case 'comparison':
      return `${shapeOf(expression.left)} ${expression.operator} ${shapeOf(expression.right)}`;
    case 'and':
    case 'or':
      return collapsed(expression.operands.map(shapeOf)).join(` ${expression.kind} `);
  }
}

/** Parentheses around one comparison or around parentheses say nothing. */
function isPlain(inner: Expression): boolean {
  return inner.kind !== 'and' && inner.kind !== 'or' && inner.kind !== 'not';
}

function collapsed(shapes: readonly string[]): string[] {
  const kept: string[] = [];
  let repeated = false;
  for (const [index, shape] of shapes.entries()) {
    if (index > 0 && shape === shapes[index - 1]) {
      if (!repeated) kept[kept.length - 1] = `${shape}+`;
      repeated = true;
    } else {
      kept.push(shape);
      repeated = false;
    }
  }
  return kept;
}
